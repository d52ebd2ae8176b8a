import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

export interface EmptyStateProps {
  icon?: LucideIcon | undefined;
  title: string;
  /** One sentence: what will be here. */
  body?: ReactNode;
  /** The next step. */
  action?: ReactNode;
  /** A link to an example or to help. */
  secondary?: ReactNode;
  illustration?: ReactNode;
  /** For a part of a page. */
  compact?: boolean;
  className?: string;
}

export function EmptyState({ icon: Icon, title, body, action, secondary, illustration, compact = false, className }: EmptyStateProps) {
  return (
    <div className={cn("mx-auto flex max-w-md flex-col items-center gap-4 px-4 text-center", compact ? "py-6" : "py-14", className)}>
      {illustration ?? (Icon ? (
        <span className={cn("grid place-items-center rounded-lg border bg-surface text-muted", compact ? "size-8" : "size-10")}>
          <Icon className={compact ? "size-4" : "size-5"} aria-hidden="true" />
        </span>
      ) : null)}
      <div className="grid gap-1">
        <h2 className={cn("font-semibold text-balance", compact ? "text-base" : "text-lg")}>{title}</h2>
        {body ? <p className="text-pretty text-muted">{body}</p> : null}
      </div>
      {action || secondary ? (
        <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2">
          {action}
          {secondary ? <span className="text-muted">{secondary}</span> : null}
        </div>
      ) : null}
    </div>
  );
}
