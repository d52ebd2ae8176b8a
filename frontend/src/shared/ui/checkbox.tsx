import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";

import { cn } from "@/shared/lib/cn";

import { useFieldControl } from "./field-context";

export interface CheckboxProps {
  checked: boolean | "indeterminate";
  onCheckedChange: (checked: boolean) => void;
  /** Beside it; without one, `aria-label` is needed. */
  label?: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  id?: string;
  onBlur?: () => void;
  className?: string;
  "aria-label"?: string;
  "aria-labelledby"?: string;
}

export function Checkbox({ checked, onCheckedChange, label, hint, disabled = false, onBlur, className, ...props }: CheckboxProps) {
  const own = useId();
  const control = useFieldControl({ ...props, id: props.id ?? (label ? own : undefined) });
  const box = (
    <Radix.Root
      {...control}
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next === true)}
      onBlur={onBlur}
      disabled={disabled}
      className={cn(
        // The square is 16 px; what takes the click is 24, and 44 under a finger.
        "relative grid size-4 shrink-0 place-items-center rounded-[4px] border border-line-strong bg-surface text-on-accent transition-colors after:absolute after:-inset-1 hover:border-accent disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent touch:after:-inset-3.5 dark:bg-sunken",
        !label && className,
      )}
    >
      <Radix.Indicator>{checked === "indeterminate" ? <Minus className="size-3" strokeWidth={3} aria-hidden="true" /> : <Check className="size-3" strokeWidth={3} aria-hidden="true" />}</Radix.Indicator>
    </Radix.Root>
  );
  if (!label) return box;
  return (
    <div className={cn("flex min-h-6 items-start gap-2.5 touch:min-h-11 touch:py-2.5", className)}>
      <span className="flex h-5.5 items-center">{box}</span>
      <div className="min-w-0">
        <label htmlFor={control.id} className={cn(disabled && "text-muted")}>
          {label}
        </label>
        {hint ? <p className="text-sm text-pretty text-muted">{hint}</p> : null}
      </div>
    </div>
  );
}
