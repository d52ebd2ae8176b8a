import type { DrawnSeries } from "./types";

export const TICK = { fill: "var(--muted)", fontSize: 12 } as const;
export const GRID = { stroke: "var(--line)", strokeDasharray: "2 4" } as const;
export const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 } as const;

interface HoverProps {
  name: string;
  lines: readonly { label: string; color?: string; text: string }[];
}

/** What floats beside the pointer. */
export function Hover({ name, lines }: HoverProps) {
  return (
    <div className="rounded-md border bg-raised px-3 py-2 text-sm shadow-(--shadow-float)">
      <p className="font-medium">{name}</p>
      {lines.map((line) => (
        <p key={line.label} className="flex items-center gap-2">
          {line.color === undefined ? null : <span aria-hidden="true" className="size-2 rounded-[2px]" style={{ background: line.color }} />}
          <span className="text-muted">{line.label}</span>
          <span className="tabular ml-auto pl-4">{line.text}</span>
        </p>
      ))}
    </div>
  );
}

/** The lines for one row; what is not known says so. */
export function linesOf(values: readonly (number | null)[], series: readonly DrawnSeries[], format: (value: number) => string): HoverProps["lines"] {
  return series.map((one, at) => {
    const value = values[at];
    return { label: one.label, color: one.color, text: value === null || value === undefined ? "unknown" : format(value) };
  });
}
