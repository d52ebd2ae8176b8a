import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode, Ref } from "react";

import { cn } from "@/shared/lib/cn";

import { useFieldControl } from "./field-context";
import { floatLook, itemLook } from "./float-look";
import { controlLook } from "./input";

export interface SelectOption<Value extends string = string> {
  value: Value;
  label: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> {
  value: Value | null | undefined;
  onValueChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  disabled?: boolean;
  size?: "sm" | "md";
  id?: string;
  name?: string;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
  className?: string;
  "aria-label"?: string;
  "aria-labelledby"?: string;
}

// The primitive keeps the empty string for "nothing chosen"; for us it may be a choice ("All").
const EMPTY = " ";

/** One of few; with more than about ten, use Combobox. */
export function Select<Value extends string>({ value, onValueChange, options, placeholder = "Choose", disabled = false, size = "md", ref, onBlur, className, ...props }: SelectProps<Value>) {
  const control = useFieldControl(props);
  const known = options.some((option) => option.value === value) ? value : undefined;
  return (
    <Radix.Root
      value={known === undefined || known === null ? "" : known === "" ? EMPTY : known}
      onValueChange={(next) => {
        // A form that resets makes the primitive report an empty choice nobody made.
        if (next !== "") onValueChange((next === EMPTY ? "" : next) as Value);
      }}
      disabled={disabled}
    >
      <Radix.Trigger
        {...control}
        ref={ref}
        onBlur={onBlur}
        className={cn(controlLook, "group inline-flex items-center justify-between gap-2 text-left data-placeholder:text-faint", size === "sm" && "h-7 px-2 text-sm", className)}
      >
        <span className="min-w-0 truncate">
          <Radix.Value placeholder={placeholder}>{options.find((option) => option.value === value)?.label}</Radix.Value>
        </span>
        <ChevronDown className="size-4 shrink-0 text-faint" aria-hidden="true" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content position="popper" sideOffset={4} collisionPadding={8} className={cn(floatLook, "max-h-(--radix-select-content-available-height) max-w-[calc(100vw-1rem)] min-w-(--radix-select-trigger-width)")}>
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item key={option.value} value={option.value === "" ? EMPTY : option.value} disabled={option.disabled ?? false} className={cn(itemLook, "pr-8")}>
                <span className="min-w-0">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.description ? <span className="block max-w-72 text-xs text-pretty text-muted">{option.description}</span> : null}
                </span>
                <Radix.ItemIndicator className="absolute right-2">
                  <Check className="size-4 text-accent" aria-hidden="true" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
