import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";
import { percent } from "@/shared/lib/format";

import { Num } from "./number";

export interface StatProps {
  label: ReactNode;
  /** A number is formatted; null is unknown. */
  value: ReactNode;
  hint?: ReactNode;
  trend?: {
    /** Change as a share: 0.12 is 12 % more. */
    change: number;
    /** Compared to what: "last month". */
    since: string;
    /** More is worse, for instance difficulty. */
    lessIsBetter?: boolean;
  };
  unknownReason?: string;
  className?: string;
}

/** One figure with its name. Several stand in a row, without boxes. */
export function Stat({ label, value, hint, trend, unknownReason, className }: StatProps) {
  const isFigure = typeof value === "number" || value === null || value === undefined;
  return (
    <div className={cn("grid min-w-0 grid-cols-1 content-start gap-0.5", className)}>
      <div className="text-sm text-muted">{label}</div>
      <div className="tabular truncate text-xl font-semibold tracking-[-0.01em]">{isFigure ? <Num value={value} {...(unknownReason ? { unknownReason } : {})} /> : value}</div>
      {trend ? <Trend {...trend} /> : null}
      {hint ? <div className="text-sm text-pretty text-muted">{hint}</div> : null}
    </div>
  );
}

function Trend({ change, since, lessIsBetter = false }: NonNullable<StatProps["trend"]>) {
  const Icon = change === 0 ? Minus : change > 0 ? TrendingUp : TrendingDown;
  const isGood = change === 0 ? null : change > 0 !== lessIsBetter;
  return (
    <div className={cn("tabular flex items-start gap-1 text-sm", isGood === null ? "text-muted" : isGood ? "text-success" : "text-danger")}>
      <Icon className="mt-0.75 size-3.5 shrink-0" aria-hidden="true" />
      <span className="min-w-0 text-pretty">
        {change > 0 ? "+" : ""}
        {percent(change)} <span className="text-muted">since {since}</span>
      </span>
    </div>
  );
}
