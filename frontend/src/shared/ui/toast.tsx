import { type ReactNode } from "react";
import { toast as sonner, Toaster as Sonner } from "sonner";

import { toApiError } from "@/shared/api/errors";
import { useIsDark } from "@/shared/stores/view";

import { copyText } from "./copy";
import { faceOf } from "./error-faces";

export interface ToastOptions {
  description?: ReactNode;
  action?: { label: string; onClick: () => void };
  /** A toast with the same id is replaced. */
  id?: string;
  durationMs?: number;
}

type Kind = "success" | "error" | "info";

const SHOWN_MS: Record<Kind, number> = { success: 4000, info: 5000, error: 10_000 };
const UNDO_MS = 8000;

function show(kind: Kind, message: string, { description, action, id, durationMs }: ToastOptions = {}): string | number {
  return sonner[kind](message, {
    duration: durationMs ?? SHOWN_MS[kind],
    ...(description === undefined ? {} : { description }),
    ...(id === undefined ? {} : { id }),
    ...(action ? { action: { label: action.label, onClick: () => action.onClick() } } : {}),
  });
}

export const toast = {
  success: (message: string, options?: ToastOptions) => show("success", message, options),
  error: (message: string, options?: ToastOptions) => show("error", message, options),
  info: (message: string, options?: ToastOptions) => show("info", message, options),
  dismiss: (id?: string | number) => sonner.dismiss(id),
};

/** What went wrong with something that was asked for, and what to do about it. */
export function toastError(thrown: unknown, message?: string): void {
  const error = toApiError(thrown);
  const { cure } = faceOf(error);
  const said = message ?? error.message;
  toast.error(said, {
    ...(said === cure ? {} : { description: message && !error.isPassing ? error.message : cure }),
    ...(error.kind === "server" && error.requestId ? { action: { label: "Copy reference", onClick: () => void copyText(error.requestId) } } : {}),
  });
}

export interface Undoable {
  /** What happened, once it has: "3 keywords archived". */
  message: string;
  run: () => Promise<unknown>;
  undo: () => Promise<unknown>;
}

/**
 * Do something that can be taken back, and offer that for some seconds. Failures are shown; the caller has nothing to do
 * but to roll back its own optimistic change when this answers false.
 */
export async function undoable({ message, run, undo }: Undoable): Promise<boolean> {
  try {
    await run();
  } catch (error) {
    toastError(error);
    return false;
  }
  let isTaken = false;
  const takeBack = async (): Promise<void> => {
    if (isTaken) return;
    isTaken = true;
    try {
      await undo();
      toast.info("Undone");
    } catch (error) {
      toastError(error, "This could not be undone.");
    }
  };
  toast.success(message, { durationMs: UNDO_MS, action: { label: "Undo", onClick: () => void takeBack() } });
  return true;
}

/** Once in the application. */
export function Toaster() {
  const isDark = useIsDark();
  return (
    <Sonner
      theme={isDark ? "dark" : "light"}
      position="bottom-right"
      containerAriaLabel="Messages"
      closeButton
      visibleToasts={4}
      gap={8}
      mobileOffset={{ bottom: "calc(4.5rem + env(safe-area-inset-bottom))" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "group/toast flex w-full items-start gap-2.5 rounded-lg border bg-raised py-2.5 pr-9 pl-3 text-base text-text shadow-(--shadow-float) sm:w-[var(--width)] font-sans",
          content: "min-w-0 flex-1",
          title: "font-medium text-pretty break-words",
          description: "mt-0.5 text-sm text-pretty text-muted",
          icon: "mt-0.75 size-4 shrink-0 [&_svg]:size-4 group-data-[type=success]/toast:text-success group-data-[type=error]/toast:text-danger group-data-[type=info]/toast:text-info",
          actionButton: "shrink-0 rounded-md border bg-surface px-2 h-6 -my-px text-sm font-medium touch:-my-2.5 hover:bg-sunken touch:h-11 dark:bg-line/60",
          closeButton: "absolute border-0! bg-transparent! top-2 right-2 grid size-6 place-items-center rounded-md text-faint hover:text-text [&_svg]:size-3.5 touch:size-11 touch:top-0 touch:right-0",
        },
      }}
    />
  );
}
