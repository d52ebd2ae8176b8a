import type { LucideIcon } from "lucide-react";
import { RadioGroup as Radix } from "radix-ui";
import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

import { useFieldGroup } from "./field-context";
import { Tooltip } from "./tooltip";

export interface SegmentedProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: LucideIcon; iconOnly?: boolean; disabled?: boolean; hint?: ReactNode }[];
  disabled?: boolean;
  size?: "sm" | "md";
  className?: string;
  "aria-label"?: string;
}

/** One of two to five views of the same thing. */
export function Segmented<Value extends string>({ value, onValueChange, options, disabled = false, size = "md", className, ...props }: SegmentedProps<Value>) {
  const group = useFieldGroup(props);
  return (
    <Radix.Root
      {...group}
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      disabled={disabled}
      orientation="horizontal"
      className={cn("inline-flex w-fit max-w-full items-center gap-0.5 overflow-x-auto rounded-md bg-text/6 p-0.5", className)}
    >
      {options.map(({ icon: Icon, iconOnly = false, hint, ...option }) => (
        <Tooltip key={option.value} content={hint ?? (iconOnly ? option.label : "")}>
          <Radix.Item
            value={option.value}
            disabled={option.disabled ?? false}
            {...(iconOnly ? { "aria-label": option.label } : {})}
            // By aria-checked, because the tooltip around it has a data-state of its own.
            className={cn(
              "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-[4px] border border-transparent px-2.5 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-text focus-visible:-outline-offset-2 disabled:opacity-50 aria-checked:border-line aria-checked:bg-surface aria-checked:text-text dark:aria-checked:bg-line/70 touch:h-10",
              size === "sm" ? "h-6" : "h-7",
              iconOnly && "px-1.5 touch:px-3",
            )}
          >
            {Icon ? <Icon className="size-4" aria-hidden="true" /> : null}
            {iconOnly ? null : option.label}
          </Radix.Item>
        </Tooltip>
      ))}
    </Radix.Root>
  );
}
