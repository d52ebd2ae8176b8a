import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { Button, IconButton } from "@/shared/ui/button";
import { Input, Textarea } from "@/shared/ui/input";

export interface OutlineSection {
  heading: string;
  /** One a line. */
  points: string;
  keywords: readonly string[];
}

interface OutlineEditorProps {
  value: readonly OutlineSection[];
  onChange: (value: OutlineSection[]) => void;
}

const MOST = 50;

/** What the API stores as text to type in. */
export function sectionsOf(outline: readonly { heading: string; points: readonly string[]; keywords: readonly string[] }[]): OutlineSection[] {
  return outline.map(({ heading, points, keywords }) => ({ heading, points: points.join("\n"), keywords }));
}

/** And back, without what was left empty. */
export function outlineOf(sections: readonly OutlineSection[]): { heading: string; points: string[]; keywords: string[] }[] {
  return sections
    .filter((section) => section.heading.trim() !== "")
    .map(({ heading, points, keywords }) => ({ heading: heading.trim(), points: linesOf(points), keywords: [...keywords] }));
}

export function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

export function swapped<Item>(items: readonly Item[], at: number, by: 1 | -1): Item[] {
  const next = [...items];
  const [here, there] = [next[at], next[at + by]];
  if (here === undefined || there === undefined) return next;
  next[at] = there;
  next[at + by] = here;
  return next;
}

/** Sections of the page to be. Alt with an arrow key moves the one that is typed in. */
export function OutlineEditor({ value, onChange }: OutlineEditorProps) {
  const root = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<{ at: number } | null>(null);
  useEffect(() => {
    if (focus) root.current?.querySelectorAll<HTMLInputElement>("[data-heading]")[focus.at]?.focus();
  }, [focus]);
  const change = (at: number, part: Partial<OutlineSection>) => onChange(value.map((section, index) => (index === at ? { ...section, ...part } : section)));
  const move = (at: number, by: 1 | -1) => {
    if (value[at + by] === undefined) return;
    onChange(swapped(value, at, by));
    setFocus({ at: at + by });
  };
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(at, event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <div ref={root} className="grid gap-2">
      <ol className="grid gap-2">
        {value.map((section, at) => (
          // Without an identity of their own, sections are known by their place; all of them are controlled.
          <li key={at} className="grid gap-1.5 rounded-md border p-2">
            <div className="flex items-center gap-0.5">
              <Input data-heading aria-label={`Heading of section ${at + 1}`} placeholder="Heading" maxLength={300} value={section.heading} onChange={(event) => change(at, { heading: event.target.value })} onKeyDown={(event) => onKeyDown(event, at)} className="font-medium" />
              <IconButton size="sm" label={`Move section ${at + 1} up`} icon={ArrowUp} disabled={at === 0} onClick={() => move(at, -1)} />
              <IconButton size="sm" label={`Move section ${at + 1} down`} icon={ArrowDown} disabled={at === value.length - 1} onClick={() => move(at, 1)} />
              <IconButton
                size="sm"
                label={`Remove section ${at + 1}`}
                icon={Trash2}
                onClick={() => {
                  onChange(value.filter((_, index) => index !== at));
                  if (value.length > 1) setFocus({ at: Math.max(0, at - 1) });
                }}
              />
            </div>
            <Textarea aria-label={`Points of section ${at + 1}, one a line`} placeholder="What it has to say, one point a line" rows={2} className="min-h-14 text-sm" value={section.points} onChange={(event) => change(at, { points: event.target.value })} onKeyDown={(event) => onKeyDown(event, at)} />
          </li>
        ))}
      </ol>
      <Button
        size="sm"
        icon={Plus}
        className="justify-self-start"
        disabled={value.length >= MOST}
        onClick={() => {
          onChange([...value, { heading: "", points: "", keywords: [] }]);
          setFocus({ at: value.length });
        }}
      >
        Add a section
      </Button>
    </div>
  );
}
