import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

export interface CardProps {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
  /** Lets its content reach the border: tables, lists. */
  flush?: boolean;
  className?: string;
}

/** A bordered area for what belongs together. Sparingly: a page is not a wall of boxes. */
export function Card({ title, description, actions, footer, children, flush = false, className }: CardProps) {
  return (
    <div className={cn("min-w-0 rounded-lg border bg-surface", className)}>
      {title || actions ? (
        <header className={cn("flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3.5", flush && "border-b pb-3")}>
          <div className="grid min-w-0 gap-0.5">
            {title ? <h3 className="font-semibold">{title}</h3> : null}
            {description ? <div className="text-sm text-pretty text-muted">{description}</div> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      {children === undefined ? null : <div className={cn(!flush && "p-4", !flush && Boolean(title) && "pt-3")}>{children}</div>}
      {footer ? <footer className="border-t px-4 py-3 text-sm text-muted">{footer}</footer> : null}
    </div>
  );
}
