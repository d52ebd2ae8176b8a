import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

import { cn } from "@/shared/lib/cn";

import { FieldContext } from "./field-context";

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  /** The label is read but not seen, where the place says it already. */
  hideLabel?: boolean;
  /** Beside the label, at the right: a link or a counter. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A label, its control, a hint and an error, tied together for screen readers. */
export function Field({ label, hint, error, optional = false, hideLabel = false, aside, children, className }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error ? errorId : "", hint ? hintId : ""].filter(Boolean).join(" ") || undefined;
  return (
    <FieldContext value={{ id, labelId: `${id}-label`, describedBy, invalid: Boolean(error), required: !optional }}>
      <div className={cn("grid min-w-0 grid-cols-1 gap-1.5", className)}>
        <div className={cn("flex items-baseline justify-between gap-3", hideLabel && "sr-only")}>
          <label htmlFor={id} id={`${id}-label`} className="text-sm font-medium text-text">
            {label}
            {optional ? <span className="font-normal text-faint"> (optional)</span> : null}
          </label>
          {aside ? <span className="text-sm text-muted">{aside}</span> : null}
        </div>
        {children}
        {error ? (
          <p id={errorId} className="flex items-start gap-1.5 text-sm text-danger">
            <CircleAlert className="mt-0.75 size-3.5 shrink-0" aria-hidden="true" />
            <span className="min-w-0 break-words">{error}</span>
          </p>
        ) : null}
        {hint ? (
          <p id={hintId} className="text-sm text-pretty text-muted">
            {hint}
          </p>
        ) : null}
      </div>
    </FieldContext>
  );
}
