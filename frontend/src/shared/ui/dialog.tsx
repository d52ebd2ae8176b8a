import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

import { IconButton } from "./button";
import { useReturnFocus } from "./use-return-focus";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
  /** False while closing would lose work: then only its buttons close it. */
  dismissable?: boolean;
  /** `alertdialog` for a question that must be answered. */
  role?: "dialog" | "alertdialog";
}

const WIDTHS = { sm: "sm:max-w-md", md: "sm:max-w-lg", lg: "sm:max-w-2xl", xl: "sm:max-w-4xl" };

export const overlayLook = "animate-overlay fixed inset-0 z-40 bg-[oklch(0.15_0.01_286/0.35)] dark:bg-[oklch(0.08_0.01_286/0.6)]";

/** A window over the page; the whole screen on phones, where its middle scrolls. */
export function Dialog({ open, onOpenChange, title, description, children, footer, size = "md", dismissable = true, role = "dialog" }: DialogProps) {
  const focus = useReturnFocus("field");
  const keep = (event: Event): void => {
    if (!dismissable) event.preventDefault();
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayLook} />
        <Radix.Content
          {...focus}
          {...(description ? {} : { "aria-describedby": undefined })}
          role={role}
          onEscapeKeyDown={keep}
          onInteractOutside={keep}
          className={cn(
            "fixed inset-0 z-50 flex flex-col bg-raised focus:outline-none max-sm:animate-from-below sm:inset-auto sm:top-[max(1rem,10dvh)] sm:left-1/2 sm:max-h-[min(80dvh,calc(100dvh-2rem))] sm:w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:animate-float sm:rounded-lg sm:border sm:shadow-(--shadow-float)",
            role === "alertdialog" && "max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:max-h-dvh max-sm:rounded-t-lg max-sm:border-t",
            WIDTHS[size],
          )}
        >
          <header className="flex shrink-0 items-start gap-3 px-5 pt-4 pb-3">
            <div className="grid min-w-0 flex-1 gap-1">
              <Radix.Title className="text-lg font-semibold text-balance break-words">{title}</Radix.Title>
              {description ? <Radix.Description className="text-pretty text-muted">{description}</Radix.Description> : null}
            </div>
            {dismissable ? (
              <Radix.Close asChild>
                <IconButton label="Close" icon={X} className="-mt-1 -mr-2" />
              </Radix.Close>
            ) : null}
          </header>
          {children ? <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-5">{children}</div> : null}
          {footer ? <footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-sm:*:flex-1">{footer}</footer> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
