import { Link } from "react-router";

import { cn } from "@/shared/lib/cn";
import { count, decimal } from "@/shared/lib/format";

import { Button, type ButtonProps } from "./button";

export interface CreditEstimate {
  credits: number;
  available: number;
  enough: boolean;
  isPending?: boolean;
}

/** "24.5 credits" */
export function Credits({ value, className }: { value: number | null | undefined; className?: string }) {
  if (value === null || value === undefined) return <span className={cn("text-faint", className)}>–</span>;
  return <span className={cn("tabular whitespace-nowrap", className)}>{count(value, "credit")}</span>;
}

export interface CostButtonProps extends ButtonProps {
  /** Undefined until the first estimate has been asked for. */
  estimate: CreditEstimate | undefined;
  /** True cost, not "about". */
  exact?: boolean;
}

/** A button that says what it costs; without enough credits it says so, and where to get more. */
export function CostButton({ estimate, exact = false, children, disabled, variant = "primary", className, ...props }: CostButtonProps) {
  const isKnown = estimate !== undefined && !estimate.isPending;
  const lacks = isKnown && !estimate.enough;
  return (
    <span className={cn("inline-flex flex-wrap items-center gap-x-3 gap-y-1", className)}>
      <Button {...props} variant={variant} disabled={Boolean(disabled) || lacks || !isKnown}>
        <span className="truncate">
          {children}
          {isKnown ? <span className="tabular font-normal opacity-90">: {costWords(estimate.credits, exact)}</span> : null}
        </span>
      </Button>
      {lacks ? (
        <span role="status" className="text-sm text-warning">
          {decimal(estimate.available)} left.{" "}
          <Link to="/billing" className="font-medium underline underline-offset-3">
            Get credits
          </Link>
        </span>
      ) : null}
    </span>
  );
}

/** "about 24 credits" */
export function costWords(credits: number, exact = false): string {
  if (credits === 0) return "free";
  return exact ? count(credits, "credit") : `about ${count(Math.ceil(credits), "credit")}`;
}
