import { Switch as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";

import { cn } from "@/shared/lib/cn";

import { useFieldControl } from "./field-context";

export interface SwitchProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** Before it; without one, `aria-label` is needed. */
  label?: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  id?: string;
  onBlur?: () => void;
  className?: string;
  "aria-label"?: string;
  "aria-labelledby"?: string;
}

/** On or off, at once. In a form that is saved later, use Checkbox. */
export function Switch({ checked, onCheckedChange, label, hint, disabled = false, onBlur, className, ...props }: SwitchProps) {
  const own = useId();
  const control = useFieldControl({ ...props, id: props.id ?? (label ? own : undefined), "aria-describedby": label && hint ? `${own}-hint` : undefined });
  const toggle = (
    <Radix.Root
      {...control}
      checked={checked}
      onCheckedChange={onCheckedChange}
      onBlur={onBlur}
      disabled={disabled}
      className={cn(
        "relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-transparent bg-line-strong transition-colors after:absolute after:-inset-0.5 disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:bg-accent touch:after:-inset-3",
        !label && className,
      )}
    >
      <Radix.Thumb className="block size-4 translate-x-px rounded-full bg-white transition-transform data-[state=checked]:translate-x-4.25 dark:data-[state=checked]:bg-on-accent" />
    </Radix.Root>
  );
  if (!label) return toggle;
  return (
    <div className={cn("flex items-start justify-between gap-6", className)}>
      <div className="min-w-0">
        <label htmlFor={control.id} className="font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${own}-hint`} className="text-sm text-pretty text-muted">
            {hint}
          </p>
        ) : null}
      </div>
      <span className="flex h-5.5 items-center">{toggle}</span>
    </div>
  );
}
