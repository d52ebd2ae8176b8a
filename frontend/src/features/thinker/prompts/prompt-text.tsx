import type { Ref } from "react";

import { cn } from "@/shared/lib/cn";
import { number } from "@/shared/lib/format";

import { partsOf } from "../lib/variables";

export const MOST_CHARACTERS = 20_000;

interface PromptTextProps {
  ref?: Ref<HTMLTextAreaElement>;
  value: string;
  /** Variables this prompt may use. */
  known: readonly string[];
  /** Without it the text can only be read. */
  onChange?: (value: string) => void;
}

// The field lies over the drawn text and must break its lines at the same places.
const SHAPE = "py-3 pr-3 pl-12 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere] [tab-size:2] touch:text-lg";

/** The text with line numbers and marked variables. One types into a field without colours of its own, over the drawn text. */
export function PromptText({ ref, value, known, onChange }: PromptTextProps) {
  const isEditable = onChange !== undefined;
  return (
    <section aria-label="Text" className="grid min-w-0 gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="text-lg font-semibold">Text</h2>
        <span className={cn("tabular text-sm text-muted", value.length > MOST_CHARACTERS && "font-medium text-danger")}>
          {number(value.length)} of {number(MOST_CHARACTERS)} characters
        </span>
      </div>
      <div
        // What scrolls must be reachable by keyboard; while typing, the field is.
        {...(isEditable ? {} : { tabIndex: 0, role: "region", "aria-label": "Text of the prompt" })}
        className={cn("max-h-160 min-h-64 overflow-y-auto rounded-md border bg-surface dark:bg-sunken", isEditable && "border-line-strong/45 focus-within:border-accent focus-within:outline-2 focus-within:outline-accent")}
      >
        <div className="relative min-h-64">
          <Drawn value={value} known={known} isHidden={isEditable} />
          {isEditable ? (
            <textarea
              ref={ref}
              aria-label="Text of the prompt"
              value={value}
              onChange={(event) => onChange(event.target.value)}
              spellCheck={false}
              autoCapitalize="none"
              autoComplete="off"
              className={cn(SHAPE, "absolute inset-0 size-full resize-none overflow-hidden bg-transparent text-transparent caret-text outline-none selection:bg-accent/25 selection:text-transparent forced-colors:text-[FieldText]")}
            />
          ) : null}
        </div>
      </div>
    </section>
  );
}

function Drawn({ value, known, isHidden }: { value: string; known: readonly string[]; isHidden: boolean }) {
  return (
    <div aria-hidden={isHidden} className={cn(SHAPE, "pointer-events-none min-h-64 [counter-reset:line]", !isHidden && "pointer-events-auto", isHidden && "forced-colors:invisible")}>
      {value.split("\n").map((line, index) => (
        <div key={index} className="relative [counter-increment:line] before:absolute before:-left-12 before:w-9 before:text-right before:text-faint before:content-[counter(line)] before:select-none">
          {line === "" ? "\u200B" : partsOf(line).map((part, at) => (part.variable === null ? <span key={at}>{part.text}</span> : <Mark key={at} text={part.text} isKnown={known.includes(part.variable)} />))}
        </div>
      ))}
    </div>
  );
}

function Mark({ text, isKnown }: { text: string; isKnown: boolean }) {
  return <span className={cn("rounded-[3px]", isKnown ? "bg-accent-soft text-accent" : "bg-danger-soft text-danger underline decoration-wavy")}>{text}</span>;
}
