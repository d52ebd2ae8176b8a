import { Eye, EyeOff, Search, X } from "lucide-react";
import { type ComponentProps, useRef, useState } from "react";

import { cn } from "@/shared/lib/cn";

import { useFieldControl } from "./field-context";

/** The looks of everything one types or chooses in. */
export const controlLook =
  "h-8 w-full min-w-0 rounded-md border border-line-strong/45 bg-surface px-2.5 text-base text-text transition-colors placeholder:text-faint hover:border-line-strong/80 focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-danger aria-invalid:focus-visible:outline-danger disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted dark:bg-sunken touch:h-11 touch:text-lg";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input {...props} {...useFieldControl(props)} className={cn(controlLook, "read-only:bg-sunken", props.type === "number" && "tabular", className)} />;
}

/** Grows with its text up to `max-h`, which `className` may change. */
export function Textarea({ className, rows = 4, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} {...props} {...useFieldControl(props)} className={cn(controlLook, "read-only:bg-sunken field-sizing-content h-auto max-h-96 min-h-20 resize-y py-1.5 touch:h-auto", className)} />;
}

export interface SearchInputProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "type"> {
  value: string;
  onValueChange: (value: string) => void;
}

export function SearchInput({ value, onValueChange, className, placeholder = "Search", ...props }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={cn("relative w-full", className)}>
      <Search className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        placeholder={placeholder}
        aria-label={placeholder}
        {...props}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value !== "") {
            event.stopPropagation();
            onValueChange("");
          }
          props.onKeyDown?.(event);
        }}
        className={cn(controlLook, "pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden")}
      />
      {value === "" ? null : (
        <button
          type="button"
          aria-label="Clear the search"
          className="absolute top-1/2 right-1 grid size-6 -translate-y-1/2 place-items-center rounded-md text-faint hover:text-text touch:size-11 touch:right-0"
          onClick={() => {
            onValueChange("");
            input.current?.focus();
          }}
        >
          <X className="size-4" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

export function PasswordInput({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input {...props} type={isShown ? "text" : "password"} autoCapitalize="none" spellCheck={false} className={cn("pr-10 touch:pr-12", className)} />
      <button
        type="button"
        aria-pressed={isShown}
        aria-label="Show the password"
        className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-md text-faint hover:text-text touch:w-11"
        onClick={() => setIsShown(!isShown)}
      >
        <Icon className="size-4" aria-hidden="true" />
      </button>
    </div>
  );
}
