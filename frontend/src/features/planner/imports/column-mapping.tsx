import { RotateCcw } from "lucide-react";

import { cn } from "@/shared/lib/cn";
import { Button } from "@/shared/ui/button";
import { Select } from "@/shared/ui/select";

import type { Detection, SampleRow } from "../api/imports";
import { choose, fieldOf, FIELDS, type Mapping, samplesOf } from "../lib/mapping";

interface ColumnMappingProps {
  detection: Detection;
  /** What was detected before anybody changed it. */
  found: Readonly<Record<string, number>>;
  rows: readonly SampleRow[];
  mapping: Mapping;
  isChanged: boolean;
  onChange: (mapping: Mapping) => void;
}

const EXTRA = "";
const OPTIONS = [{ value: EXTRA, label: "Kept as extra", description: "Stays beside the keyword, unread" }, ...FIELDS];

/** Every column of the file: what stands in it, and what it is read as. */
export function ColumnMapping({ detection, found, rows, mapping, isChanged, onChange }: ColumnMappingProps) {
  return (
    <section className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">Columns</h3>
        {isChanged ? (
          <Button size="sm" variant="ghost" icon={RotateCcw} onClick={() => onChange({})}>
            As detected
          </Button>
        ) : null}
      </div>
      <ul className="grid">
        {detection.columns.map((header, column) => {
          const field = fieldOf(detection.mapping, column);
          const isMonth = detection.month_columns.includes(column);
          const samples = samplesOf(detection, rows, column);
          const name = header || `Column ${column + 1}`;
          return (
            <li key={column} className="grid items-center gap-x-4 gap-y-1.5 border-t py-2 first:border-t-0 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_13rem]">
              <span className="font-medium break-words">{name}</span>
              <span className={cn("truncate text-sm text-muted", samples.length === 0 && "text-faint")} title={samples.join(" · ")}>
                {isMonth && samples.length === 0 ? "A month of the trend" : samples.length > 0 ? samples.join(" · ") : "Empty in the first rows"}
              </span>
              {isMonth && field === null ? (
                <span className="text-muted">Month of the trend</span>
              ) : (
                <Select size="sm" aria-label={`What “${name}” is read as`} value={field ?? EXTRA} onValueChange={(value) => onChange(choose(found, mapping, column, value === EXTRA ? null : value))} options={OPTIONS} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
