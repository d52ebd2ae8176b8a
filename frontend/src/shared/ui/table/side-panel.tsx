import { ChevronDown, ChevronUp, X } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";

import { IconButton } from "../button";
import { Sheet } from "../sheet";

interface SidePanelProps {
  /** Beside the list; else over it. */
  isBeside: boolean;
  title: string;
  children: ReactNode;
  onClose: () => void;
  /** Undefined at an end of the list. */
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  maxHeight: string;
}

/** Details of one row. On wide screens the list stays usable at its left. */
export function SidePanel({ isBeside, title, children, onClose, onPrevious, onNext, maxHeight }: SidePanelProps) {
  const steps = (
    <>
      <IconButton label="Previous row" icon={ChevronUp} onClick={onPrevious} disabled={onPrevious === undefined} side="bottom" />
      <IconButton label="Next row" icon={ChevronDown} onClick={onNext} disabled={onNext === undefined} side="bottom" />
    </>
  );
  if (!isBeside) {
    return (
      <Sheet open onOpenChange={onClose} title={title} actions={steps}>
        {children}
      </Sheet>
    );
  }
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  };
  return (
    // Esc closes from anywhere inside; everything inside has its own keys.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the pointer's short way; keys and buttons do the same
    <aside aria-label={title} style={{ maxHeight }} className="flex w-[min(30rem,38%)] shrink-0 animate-[ui-from-right_180ms_var(--ease-out)] flex-col overflow-hidden rounded-lg border bg-surface" onKeyDown={key}>
      <header className="flex shrink-0 items-center gap-1 border-b py-1.5 pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate text-lg font-semibold">{title}</h2>
        {steps}
        <IconButton label="Close" icon={X} onClick={onClose} side="bottom" />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-4">{children}</div>
    </aside>
  );
}
