import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

/** Once around the application: tooltips share their delay. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}

interface TooltipProps {
  content: ReactNode;
  /** One element that can hold a ref. */
  children: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  className?: string;
}

export function Tooltip({ content, children, side = "top", align = "center", className }: TooltipProps) {
  if (content === null || content === undefined || content === "" || content === false) return <>{children}</>;
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn("animate-float z-60 max-w-72 rounded-md bg-text px-2 py-1 text-xs text-pretty text-surface shadow-(--shadow-float)", className)}
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A word with a dotted line under it, explained in one sentence on hover, focus and touch. */
export function Explain({ term, children, className }: { term: ReactNode; children: ReactNode; className?: string }) {
  return (
    <Tooltip content={children}>
      <button
        type="button"
        // On touch screens focus is what shows the tooltip; a click must do nothing else, not even submit a form.
        onClick={(event) => event.preventDefault()}
        className={cn("cursor-help! underline decoration-line-strong decoration-dotted underline-offset-3", className)}
      >
        {term}
      </button>
    </Tooltip>
  );
}
