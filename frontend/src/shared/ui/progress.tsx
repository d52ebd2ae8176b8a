import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";
import { number } from "@/shared/lib/format";

export interface ProgressBarProps {
  /** Null while nobody knows how far it is. */
  value: number | null;
  max?: number;
  /** What is going on, for screen readers; seen with `showLabel`. */
  label: string;
  showLabel?: boolean;
  /** Instead of "3 of 12". */
  valueText?: string;
  tone?: "accent" | "success" | "danger";
  className?: string;
}

const FILL = { accent: "bg-accent", success: "bg-success", warning: "bg-warning", danger: "bg-danger" };

/** How far a work has come. */
export function ProgressBar({ value, max = 100, label, showLabel = false, valueText, tone = "accent", className }: ProgressBarProps) {
  const share = value === null || max <= 0 ? null : Math.min(Math.max(value / max, 0), 1);
  const words = valueText ?? (value === null ? undefined : `${number(value)} of ${number(max)}`);
  return (
    <div className={cn("grid min-w-0 grid-cols-1 gap-1.5", className)}>
      {showLabel ? (
        <div className="flex justify-between gap-3 text-sm">
          <span className="truncate">{label}</span>
          <span className="tabular shrink-0 text-muted">{words}</span>
        </div>
      ) : null}
      <div
        role="progressbar"
        aria-label={label}
        {...(share === null ? {} : { "aria-valuemin": 0, "aria-valuemax": max, "aria-valuenow": value ?? 0 })}
        {...(words === undefined ? {} : { "aria-valuetext": words })}
        className="h-1.5 overflow-hidden rounded-full bg-text/10"
      >
        <div
          className={cn("h-full rounded-full", FILL[tone], share === null ? "w-1/4 animate-[ui-slide_1.4s_ease-in-out_infinite]" : "transition-[width] duration-300")}
          style={share === null ? undefined : { width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}

export interface MeterProps {
  value: number;
  max: number;
  label: string;
  /** What is said at the right, "312 of 1,000 credits left". */
  valueText?: ReactNode;
  hideLabel?: boolean;
  /** Below this share it warns: what is left. */
  lowBelow?: number;
  /** Above this share it warns: what is used. */
  highAbove?: number;
  className?: string;
}

/** How much of something there is: credits left, storage used. */
export function Meter({ value, max, label, valueText, hideLabel = false, lowBelow, highAbove, className }: MeterProps) {
  const share = max > 0 ? Math.min(Math.max(value / max, 0), 1) : 0;
  const isBad = (lowBelow !== undefined && share < lowBelow) || (highAbove !== undefined && share > highAbove);
  const words = valueText ?? `${number(value)} of ${number(max)}`;
  return (
    <div className={cn("grid min-w-0 grid-cols-1 gap-1.5", className)}>
      {hideLabel ? null : (
        <div className="flex justify-between gap-3 text-sm">
          <span className="truncate text-muted">{label}</span>
          <span className="tabular shrink-0">{words}</span>
        </div>
      )}
      <div role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={max} aria-valuenow={value} {...(typeof words === "string" ? { "aria-valuetext": words } : {})} className="h-1.5 overflow-hidden rounded-full bg-text/10">
        <div className={cn("h-full rounded-full", isBad ? FILL.warning : FILL.accent)} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
