import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from "react";

import { toApiError } from "@/shared/api/errors";

import { copyText } from "./copy";
import { faceOf } from "./error-faces";
import { useToastsWanted, whenShown } from "./toast-queue";

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

let last = 0;

/** @returns its id, for `dismiss` */
function show(kind: Kind, message: string, { description, action, id, durationMs }: ToastOptions = {}): string {
  last += 1;
  const key = id ?? `toast-${last}`;
  whenShown((library) =>
    library[kind](message, {
      id: key,
      duration: durationMs ?? SHOWN_MS[kind],
      ...(description === undefined ? {} : { description }),
      ...(action ? { action: { label: action.label, onClick: () => action.onClick() } } : {}),
    }),
  );
  return key;
}

export const toast = {
  success: (message: string, options?: ToastOptions) => show("success", message, options),
  error: (message: string, options?: ToastOptions) => show("error", message, options),
  info: (message: string, options?: ToastOptions) => show("info", message, options),
  dismiss: (id?: string) => whenShown((library) => library.dismiss(id)),
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

// A message that cannot be shown must not take the page with it.
const Messages = lazy<ComponentType>(() =>
  import("./toaster").then(
    (loaded) => ({ default: loaded.Messages }),
    () => ({ default: () => null }),
  ),
);

const IDLE_MS = 3000;

/** Once in the application. Loaded with the first message, or soon after the page: one may have to say that the server is away. */
export function Toaster() {
  const isWanted = useToastsWanted((state) => state.isWanted);
  useEffect(() => {
    const timer = setTimeout(() => useToastsWanted.setState({ isWanted: true }), IDLE_MS);
    return () => clearTimeout(timer);
  }, []);
  return isWanted ? (
    <Suspense>
      <Messages />
    </Suspense>
  ) : null;
}
