import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { KeyboardEventHandler, ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

import { IconButton } from "./button";
import { overlayLook } from "./dialog";
import { useReturnFocus } from "./use-return-focus";

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons beside the close button, for instance previous and next. */
  actions?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  size?: "md" | "lg" | "xl";
  side?: "right" | "left";
  /** False keeps the list behind usable: details that follow the selected row. */
  modal?: boolean;
  /** Not shown, only read, where the content has its own heading. */
  hideTitle?: boolean;
  onKeyDown?: KeyboardEventHandler;
}

const WIDTHS = { md: "sm:w-104", lg: "sm:w-140", xl: "sm:w-200" };

/** A panel at the side, from below on phones. Esc closes it. */
export function Sheet({ open, onOpenChange, title, description, actions, children, footer, size = "md", side = "right", modal = true, hideTitle = false, onKeyDown }: SheetProps) {
  const focus = useReturnFocus("layer");
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={modal}>
      <Radix.Portal>
        {modal ? <Radix.Overlay className={overlayLook} /> : null}
        <Radix.Content
          {...focus}
          {...(description ? {} : { "aria-describedby": undefined })}
          {...(modal ? {} : { "data-allows-hotkeys": "" })}
          onKeyDown={onKeyDown}
          onInteractOutside={(event) => {
            if (!modal) event.preventDefault();
          }}
          className={cn(
            "fixed z-50 flex flex-col bg-raised shadow-(--shadow-float) focus:outline-none",
            "max-sm:inset-x-0 max-sm:bottom-0 max-sm:h-[92dvh] max-sm:animate-from-below max-sm:rounded-t-lg max-sm:border-t",
            "sm:inset-y-0 sm:max-w-[calc(100vw-3rem)]",
            side === "right" ? "sm:right-0 sm:animate-from-right sm:border-l" : "sm:left-0 sm:animate-overlay sm:border-r",
            WIDTHS[size],
          )}
        >
          <header className={cn("flex shrink-0 items-start gap-2 border-b px-5 py-3", hideTitle && "sr-only")}>
            <div className="grid min-w-0 flex-1 gap-0.5 py-0.5">
              <Radix.Title className="text-lg font-semibold break-words">{title}</Radix.Title>
              {description ? <Radix.Description className="text-sm text-muted">{description}</Radix.Description> : null}
            </div>
            <div className="-mr-2 flex shrink-0 items-center gap-1">
              {actions}
              <Radix.Close asChild>
                <IconButton label="Close" icon={X} side="bottom" />
              </Radix.Close>
            </div>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-5">{children}</div>
          {footer ? <footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">{footer}</footer> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
