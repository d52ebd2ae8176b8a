/** Figures of a keyword in a table's cell. Unknown is a dash that says why. */
import { Num } from "@/shared/ui/number";
import { Tooltip } from "@/shared/ui/tooltip";

import type { Keyword } from "../api/keywords";
import { rangeOf } from "../lib/mapping";
import { whyNoPriority, whyUnknown } from "../lib/words";

type Figures = Pick<Keyword, "search_volume" | "volume_low" | "volume_high" | "difficulty" | "cpc" | "cpc_currency" | "priority_score" | "source" | "source_tool">;

export function Volume({ row }: { row: Figures }) {
  const range = row.search_volume === null ? rangeOf(row) : "";
  if (range !== "") return <span className="tabular text-muted">{range}</span>;
  return <Num value={row.search_volume} unknownReason={whyUnknown(row, "search volume")} />;
}

export function difficultyWords(difficulty: number): string {
  return difficulty < 15 ? "very easy" : difficulty < 30 ? "easy" : difficulty < 50 ? "possible" : difficulty < 70 ? "hard" : difficulty < 85 ? "very hard" : "extremely hard";
}

export function Difficulty({ row }: { row: Figures }) {
  if (row.difficulty === null) return <Num value={null} unknownReason={whyUnknown(row, "difficulty")} />;
  const value = Math.round(row.difficulty);
  return (
    <span className="inline-flex items-center justify-end gap-2 align-middle" title={`${value} of 100: ${difficultyWords(value)}`}>
      <span className="h-1.5 w-10 overflow-hidden rounded-full bg-text/10 max-sm:hidden" aria-hidden="true">
        <span className="block h-full rounded-full bg-muted" style={{ width: `${value}%` }} />
      </span>
      <span className="tabular text-right sm:min-w-7">{value}</span>
      <span className="sr-only">of 100, {difficultyWords(value)}</span>
    </span>
  );
}

export function Cost({ row }: { row: Figures }) {
  return <Num value={row.cpc} format="currency" currency={row.cpc_currency || "USD"} unknownReason={whyUnknown(row, "cost per click")} />;
}

export function Priority({ row }: { row: Figures }) {
  return <Num value={row.priority_score} format="decimal" unknownReason={whyNoPriority(row)} />;
}

/** Names of what the results page shows beside its links: the first, and how many more. */
export function Features({ names }: { names: readonly string[] }) {
  const [first, ...rest] = names;
  if (first === undefined) return <Num value={null} unknownReason="No features of the results page are known." />;
  return (
    <Tooltip content={names.join(", ")}>
      <span className="flex min-w-0 items-center gap-1.5 text-muted">
        <span className="truncate">{first}</span>
        {rest.length > 0 ? <span className="tabular shrink-0 text-xs text-faint">+{rest.length}</span> : null}
        <span className="sr-only">{rest.join(", ")}</span>
      </span>
    </Tooltip>
  );
}
