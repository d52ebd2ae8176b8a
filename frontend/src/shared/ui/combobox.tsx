import { Check, ChevronDown, X } from "lucide-react";
import { Popover as Radix } from "radix-ui";
import { type Ref, useState } from "react";

import { cn } from "@/shared/lib/cn";

import { ComboList, type ComboOption, type ComboSource, useComboOptions } from "./combobox-list";
import { useFieldControl } from "./field-context";
import { floatLook } from "./float-look";
import { controlLook } from "./input";

export type { ComboOption };

interface Shared extends ComboSource {
  placeholder?: string;
  searchPlaceholder?: string;
  emptyText?: string;
  disabled?: boolean;
  id?: string;
  name?: string;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
  className?: string;
  "aria-label"?: string;
  "aria-labelledby"?: string;
}

export interface ComboboxProps extends Shared {
  value: string | null;
  onValueChange: (value: string | null, option: ComboOption | null) => void;
  /** The chosen option, where the options come from a search and may not hold it. */
  selected?: ComboOption | null;
  clearable?: boolean;
  /** Offers what was typed as a new choice. */
  onCreate?: (text: string) => void;
}

const contentLook = cn(floatLook, "w-(--radix-popover-trigger-width) max-w-[calc(100vw-1rem)] min-w-60 overflow-hidden");

/** One of many, found by typing. */
export function Combobox({ value, onValueChange, selected, clearable = false, onCreate, options, search, placeholder = "Choose", searchPlaceholder, emptyText, disabled = false, ref, onBlur, className, ...props }: ComboboxProps) {
  const [isOpen, setIsOpen] = useState(false);
  const control = useFieldControl(props);
  const found = useComboOptions({ options, search, isOpen });
  const chosen = found.options.find((option) => option.value === value) ?? (selected?.value === value ? selected : undefined);
  const choose = (option: ComboOption | null): void => {
    setIsOpen(false);
    onValueChange(option?.value ?? null, option);
  };
  return (
    <Radix.Root open={isOpen} onOpenChange={setIsOpen}>
      <div className={cn("relative w-full", className)}>
        <Radix.Trigger {...control} ref={ref} disabled={disabled} onBlur={onBlur} aria-haspopup="listbox" className={cn(controlLook, "flex items-center gap-2 pr-2 text-left")}>
          <span className={cn("min-w-0 flex-1 truncate", chosen === undefined && "text-faint")}>{chosen?.label ?? placeholder}</span>
          <ChevronDown className="size-4 shrink-0 text-faint" aria-hidden="true" />
        </Radix.Trigger>
        {clearable && chosen !== undefined && !disabled ? (
          <button type="button" aria-label="Clear the choice" onClick={() => choose(null)} className="absolute top-1/2 right-7 grid size-6 -translate-y-1/2 place-items-center rounded-md bg-inherit text-faint hover:text-text touch:size-11">
            <X className="size-3.5" aria-hidden="true" />
          </button>
        ) : null}
      </div>
      <Radix.Portal>
        <Radix.Content align="start" sideOffset={4} collisionPadding={8} aria-label={props["aria-label"] ?? searchPlaceholder ?? placeholder} className={contentLook}>
          <ComboList
            found={found}
            placeholder={searchPlaceholder}
            emptyText={emptyText}
            isChosen={(option) => option.value === value}
            onChoose={choose}
            {...(onCreate
              ? {
                  onCreate: (text: string) => {
                    setIsOpen(false);
                    onCreate(text);
                  },
                }
              : {})}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface MultiSelectProps extends Shared {
  value: readonly string[];
  onValueChange: (value: string[]) => void;
}

/** Several of many. The button names up to two of them, then their number. */
export function MultiSelect({ value, onValueChange, options, search, placeholder = "Choose", searchPlaceholder, emptyText, disabled = false, ref, onBlur, className, ...props }: MultiSelectProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [labels, setLabels] = useState<ReadonlyMap<string, string>>(new Map());
  const control = useFieldControl(props);
  const found = useComboOptions({ options, search, isOpen });
  const nameOf = (one: string): string => found.options.find((option) => option.value === one)?.label ?? labels.get(one) ?? one;
  const toggle = (option: ComboOption): void => {
    setLabels(new Map(labels).set(option.value, option.label));
    onValueChange(value.includes(option.value) ? value.filter((one) => one !== option.value) : [...value, option.value]);
  };
  const words = value.length === 0 ? placeholder : value.length <= 2 ? value.map(nameOf).join(", ") : `${value.length} chosen`;
  return (
    <Radix.Root open={isOpen} onOpenChange={setIsOpen}>
      <Radix.Trigger {...control} ref={ref} disabled={disabled} onBlur={onBlur} aria-haspopup="listbox" className={cn(controlLook, "flex items-center gap-2 pr-2 text-left", className)}>
        <span className={cn("min-w-0 flex-1 truncate", value.length === 0 && "text-faint")}>{words}</span>
        <ChevronDown className="size-4 shrink-0 text-faint" aria-hidden="true" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align="start" sideOffset={4} collisionPadding={8} aria-label={props["aria-label"] ?? searchPlaceholder ?? placeholder} className={contentLook}>
          <ComboList found={found} placeholder={searchPlaceholder} emptyText={emptyText} isChosen={(option) => value.includes(option.value)} onChoose={toggle} multiple />
          {value.length > 0 ? (
            <div className="flex items-center justify-between border-t px-2 py-1 text-sm text-muted">
              <span className="flex items-center gap-1.5">
                <Check className="size-3.5" aria-hidden="true" />
                {value.length} chosen
              </span>
              <button type="button" className="min-h-6 rounded-md px-1 hover:text-text touch:min-h-11" onClick={() => onValueChange([])}>
                Clear all
              </button>
            </div>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
