import { Plus, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { Button, IconButton } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";

interface LinesFieldProps {
  label: string;
  /** What one entry is called: "highlight". */
  entry: string;
  hint: string;
  lines: readonly string[];
  most: number;
  maxLength: number;
  isNumbered?: boolean;
  canEdit: boolean;
  error?: string | undefined;
  onChange: (lines: string[]) => void;
}

/** Short entries in their order. Enter adds one, Backspace in an empty one removes it, several pasted lines become several entries. */
export function LinesField({ label, entry, hint, lines, most, maxLength, isNumbered = false, canEdit, error, onChange }: LinesFieldProps) {
  const root = useRef<HTMLFieldSetElement>(null);
  const [focus, setFocus] = useState<{ at: number } | null>(null);
  useEffect(() => {
    if (focus !== null) root.current?.querySelectorAll<HTMLInputElement>("input")[focus.at]?.focus();
  }, [focus]);
  const isFull = lines.length >= most;
  const add = (after: number): void => {
    if (isFull) return;
    onChange(lines.toSpliced(after + 1, 0, ""));
    setFocus({ at: after + 1 });
  };
  const remove = (at: number): void => {
    onChange(lines.toSpliced(at, 1));
    setFocus({ at: Math.max(0, at - 1) });
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>, at: number): void => {
    if (event.key === "Enter") {
      event.preventDefault();
      add(at);
    } else if (event.key === "Backspace" && lines[at] === "") {
      event.preventDefault();
      remove(at);
    }
  };
  const List = isNumbered ? "ol" : "ul";
  return (
    <fieldset ref={root} className="grid min-w-0 gap-2">
      <legend className="mb-1.5 flex w-full items-baseline justify-between gap-3 text-sm font-medium">
        {label}
        <span className="tabular font-normal text-muted">
          {lines.filter((line) => line.trim() !== "").length} of {most}
        </span>
      </legend>
      {lines.length > 0 ? (
        <List className="grid gap-1.5">
          {lines.map((line, at) => (
            <li key={at} className="flex items-center gap-1.5">
              {isNumbered ? <span aria-hidden="true" className="tabular w-5 shrink-0 text-right text-sm text-muted">{at + 1}</span> : null}
              <Field label={`${label}, entry ${String(at + 1)}`} hideLabel className="flex-1">
                <Input
                  value={line}
                  maxLength={maxLength}
                  readOnly={!canEdit}
                  onChange={(event) => onChange(lines.with(at, event.target.value))}
                  onKeyDown={(event) => canEdit && onKey(event, at)}
                  onPaste={(event) => {
                    const pasted = event.clipboardData.getData("text/plain").split(/\r?\n/).map((one) => one.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, "").trim()).filter(Boolean);
                    if (!canEdit || pasted.length < 2) return;
                    event.preventDefault();
                    onChange(lines.toSpliced(at, line === "" ? 1 : 0, ...pasted.map((one) => one.slice(0, maxLength))).slice(0, most));
                  }}
                />
              </Field>
              {canEdit ? <IconButton icon={X} size="sm" label={`Remove entry ${String(at + 1)} of ${label.toLowerCase()}`} onClick={() => remove(at)} /> : null}
            </li>
          ))}
        </List>
      ) : null}
      {canEdit && !isFull ? (
        <Button size="sm" variant="ghost" icon={Plus} className="justify-self-start" onClick={() => add(lines.length - 1)}>
          Add a {entry}
        </Button>
      ) : null}
      {error ? (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      ) : null}
      <p className="text-sm text-pretty text-muted">{lines.length === 0 && !canEdit ? "None." : hint}</p>
    </fieldset>
  );
}
