import { cn } from "@/shared/lib/cn";
import { compact, currency as money, decimal, number, percent } from "@/shared/lib/format";

import { Tooltip } from "./tooltip";

export interface NumProps {
  value: number | null | undefined;
  /** Why there is none: "The export has no volume for it". */
  unknownReason?: string;
  format?: "integer" | "decimal" | "compact" | "percent" | "currency";
  /** ISO code, with format currency. */
  currency?: string | null;
  className?: string;
}

/** A number, tabular. Unknown is a dash with its reason, never 0. */
export function Num({ value, unknownReason, format = "integer", currency, className }: NumProps) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return (
      <Tooltip content={unknownReason ?? "Not known"}>
        <span className={cn("text-faint", className)}>
          <span aria-hidden="true">–</span>
          <span className="sr-only">{unknownReason ?? "Not known"}</span>
        </span>
      </Tooltip>
    );
  }
  const words = format === "currency" ? money(value, currency ?? "USD") : { integer: number, decimal, compact, percent }[format](value);
  const figure = <span className={cn("tabular", className)}>{words}</span>;
  return format === "compact" && Math.abs(value) >= 1000 ? <Tooltip content={number(value)}>{figure}</Tooltip> : figure;
}
