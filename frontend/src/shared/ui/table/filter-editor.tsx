import { type SyntheticEvent, useId, useState } from "react";

import { cn } from "@/shared/lib/cn";

import { Button } from "../button";
import { Input } from "../input";
import { isMeant, readList, readRange, writeRange } from "./filters";
import type { FilterDef } from "./types";

interface FilterEditorProps {
  filter: FilterDef;
  value: string | undefined;
  onChange: (value: string | null) => void;
  /** After a choice that leaves nothing more to choose. */
  onDone: () => void;
}

/** Sets one filter. Choices take effect at once, what is typed with Enter or the button. */
export function FilterEditor({ filter, value, onChange, onDone }: FilterEditorProps) {
  const choose = (next: string | null) => {
    onChange(next);
    onDone();
  };
  if (filter.kind === "multi") {
    const chosen = readList(value ?? "");
    const toggle = (option: string) => {
      const next = chosen.includes(option) ? chosen.filter((other) => other !== option) : [...chosen, option];
      onChange(next.length === 0 ? null : next.join(","));
    };
    return <Choices filter={filter} type="checkbox" isChosen={(option) => chosen.includes(option)} onChoose={toggle} />;
  }
  if (filter.kind === "choice") return <Choices filter={filter} type="radio" isChosen={(option) => option === value} onChoose={choose} />;
  if (filter.kind === "boolean") {
    const [yes, no] = filter.words ?? ["Yes", "No"];
    const both = {
      ...filter,
      options: [
        { value: "true", label: yes },
        { value: "false", label: no },
      ],
    };
    return <Choices filter={both} type="radio" isChosen={(option) => option === value} onChoose={choose} />;
  }
  return <Typed filter={filter} value={value ?? ""} onChange={choose} />;
}

interface ChoicesProps {
  filter: FilterDef;
  type: "radio" | "checkbox";
  isChosen: (value: string) => boolean;
  onChoose: (value: string) => void;
}

function Choices({ filter, type, isChosen, onChoose }: ChoicesProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="px-2 pb-1 text-sm font-medium">{filter.label}</legend>
      {filter.options?.map((option) => (
        <label key={option.value} className={cn("flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1 hover:bg-text/6 touch:min-h-11")}>
          <input type={type} name={name} className="size-4 shrink-0 accent-accent" checked={isChosen(option.value)} onChange={() => onChoose(option.value)} />
          <span className="min-w-0">
            {option.label}
            {option.description === undefined ? null : <span className="block text-xs text-muted">{option.description}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Typed({ filter, value, onChange }: { filter: FilterDef; value: string; onChange: (value: string | null) => void }) {
  const id = useId();
  const isText = filter.kind === "text";
  const [text, setText] = useState(isText ? value : "");
  const [range, setRange] = useState(() => readRange(isText ? "" : value));
  const raw = isText ? text.trim() : (writeRange(range) ?? "");
  const isWrong = raw !== "" && !isMeant(filter, raw);
  const isCrossed = !isText && range.from !== "" && range.to !== "" && (filter.kind === "date" ? range.from > range.to : Number(range.from) > Number(range.to));
  const type = filter.kind === "date" ? "date" : "text";
  const end = (which: "from" | "to", label: string) => (
    <div className="min-w-0 flex-1">
      <label htmlFor={`${id}-${which}`} className="mb-1 block text-xs text-muted">
        {label}
      </label>
      <Input
        id={`${id}-${which}`}
        type={type}
        inputMode={filter.kind === "range" ? "decimal" : undefined}
        value={range[which]}
        onChange={(event) => setRange({ ...range, [which]: filter.kind === "range" ? event.target.value.replace(",", ".").trim() : event.target.value })}
      />
    </div>
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    // Portalled into the page, but still inside whatever form the table may stand in.
    event.stopPropagation();
    if (!isWrong && !isCrossed) onChange(raw === "" ? null : raw);
  };
  return (
    <form onSubmit={submit} className="grid gap-3 p-2">
      {isText ? (
        <div>
          <label htmlFor={id} className="mb-1 block text-sm font-medium">
            {filter.label} contains
          </label>
          <Input id={id} value={text} onChange={(event) => setText(event.target.value)} />
        </div>
      ) : (
        <fieldset>
          <legend className="pb-1 text-sm font-medium">
            {filter.label}
            {filter.unit === undefined ? null : <span className="font-normal text-muted"> {filter.unit}</span>}
          </legend>
          <div className="flex items-end gap-2">
            {end("from", filter.kind === "date" ? "Since" : "At least")}
            {end("to", filter.kind === "date" ? "Until" : "At most")}
          </div>
        </fieldset>
      )}
      {isWrong || isCrossed ? (
        <p role="alert" className="text-sm text-danger">
          {isCrossed ? "The first must not be larger than the second." : "Write figures only, for instance 100."}
        </p>
      ) : null}
      <Button type="submit" variant="primary" size="sm" className="justify-self-start">
        Apply filter
      </Button>
    </form>
  );
}
