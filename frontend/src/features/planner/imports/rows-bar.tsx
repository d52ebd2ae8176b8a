import { count, number } from "@/shared/lib/format";
import { cn } from "@/shared/lib/cn";

import type { Import } from "../api/imports";

const PARTS = [
  { key: "created", label: "new", fill: "bg-success", mark: "" },
  { key: "duplicates", label: "duplicates", fill: "bg-line-strong", mark: "" },
  { key: "rejected", label: "rejected", fill: "bg-warning", mark: "bg-[repeating-linear-gradient(45deg,transparent_0_3px,var(--surface)_3px_5px)]" },
] as const;

/** Every row of a file and what became of it: rows = new + duplicates + rejected. */
export function RowsBar({ rows, created, duplicates, rejected }: Pick<Import, "rows" | "created" | "duplicates" | "rejected">) {
  const values = { created, duplicates, rejected };
  if (rows === 0) return null;
  return (
    <figure className="grid gap-2">
      <figcaption className="font-medium">
        {count(rows, "row")}: {PARTS.map(({ key, label }) => `${number(values[key])} ${label}`).join(" + ")}
      </figcaption>
      <div className="flex h-3 gap-0.5 overflow-hidden rounded-full" aria-hidden="true">
        {PARTS.map(({ key, fill, mark }) =>
          values[key] > 0 ? (
            // Four pixels at least, so that one rejected row of 100,000 is seen.
            <span key={key} className={cn("relative min-w-1 first:rounded-l-full last:rounded-r-full", fill)} style={{ flexGrow: values[key], flexBasis: 0 }}>
              {mark ? <span className={cn("absolute inset-0", mark)} /> : null}
            </span>
          ) : null,
        )}
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted" aria-hidden="true">
        {PARTS.map(({ key, label, fill, mark }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span className={cn("relative size-2.5 overflow-hidden rounded-[3px]", fill)}>{mark ? <span className={cn("absolute inset-0", mark)} /> : null}</span>
            <span>
              <span className="tabular text-text">{number(values[key])}</span> {label}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
