import type { LucideIcon } from "lucide-react";
import { RadioGroup as Radix } from "radix-ui";
import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

import { useFieldGroup } from "./field-context";

export interface RadioCardOption<Value extends string> {
  value: Value;
  label: ReactNode;
  description?: ReactNode;
  icon?: LucideIcon;
  /** At the right of the label: a price, "Recommended". */
  aside?: ReactNode;
  disabled?: boolean;
}

export interface RadioCardsProps<Value extends string> {
  value: Value | null | undefined;
  onValueChange: (value: Value) => void;
  options: readonly RadioCardOption<Value>[];
  columns?: 1 | 2 | 3;
  disabled?: boolean;
  className?: string;
  "aria-label"?: string;
}

const COLUMNS = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" };

/** One of few choices that need a sentence each. */
export function RadioCards<Value extends string>({ value, onValueChange, options, columns = 1, disabled = false, className, ...props }: RadioCardsProps<Value>) {
  const group = useFieldGroup(props);
  return (
    <Radix.Root {...group} value={value ?? ""} onValueChange={(next) => onValueChange(next as Value)} disabled={disabled} className={cn("grid grid-cols-1 gap-2", COLUMNS[columns], className)}>
      {options.map(({ icon: Icon, ...option }) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled ?? false}
          className="group flex items-start gap-3 rounded-md border border-line-strong/45 bg-surface p-3 text-left transition-colors hover:border-line-strong/80 disabled:cursor-not-allowed disabled:opacity-60 data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft/60"
        >
          {Icon ? (
            <Icon className="mt-0.75 size-4 shrink-0 text-muted group-data-[state=checked]:text-accent" aria-hidden="true" />
          ) : (
            <span className="mt-0.75 grid size-4 shrink-0 place-items-center rounded-full border border-line-strong bg-surface group-data-[state=checked]:border-accent" aria-hidden="true">
              <Radix.Indicator className="size-2 rounded-full bg-accent" />
            </span>
          )}
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium">{option.label}</span>
              {option.aside ? <span className="text-sm text-muted">{option.aside}</span> : null}
            </span>
            {option.description ? <span className="block text-sm text-pretty text-muted">{option.description}</span> : null}
          </span>
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
