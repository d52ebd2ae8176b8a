/** Filters and findings of the opportunities. */
import type { Selection } from "@/shared/ui/table/selection";
import type { FilterDef, SavedView } from "@/shared/ui/table/types";

import { count, number } from "@/shared/lib/format";
import { INTENT } from "@/shared/lib/words";

const atLeast = [50, 100, 500, 1000, 5000, 10_000].map((value) => ({ value: String(value), label: number(value) }));
const atMost = [15, 30, 50, 70].map((value) => ({ value: String(value), label: String(value) }));

export const OPPORTUNITY_FILTERS: FilterDef[] = [
  { id: "intent", label: "Intent", kind: "multi", options: Object.entries(INTENT).map(([value, { label, explain }]) => ({ value, label, description: explain })) },
  { id: "volume_min", label: "Lowest volume", kind: "choice", options: atLeast },
  { id: "difficulty_max", label: "Highest difficulty", kind: "choice", options: atMost },
  { id: "is_clustered", label: "Clustered", kind: "boolean", words: ["yes", "not yet"] },
];

export const EASY_WINS: SavedView = { name: "Easy wins", values: { difficulty_max: "30", volume_min: "500" } };
export const WINS: readonly (SavedView & { hint: string })[] = [
  { ...EASY_WINS, hint: "Difficulty 30 or less, at least 500 searches a month" },
  { name: "Quick starts", values: { difficulty_max: "15" }, hint: "Difficulty 15 or less, whatever the volume" },
  { name: "Large topics", values: { volume_min: "5000" }, hint: "At least 5,000 searches a month" },
  { name: "Near a purchase", values: { intent: "commercial,transactional", difficulty_max: "50" }, hint: "People compare or buy; difficulty 50 or less" },
];

/** The parameters the chart's title counts with: what is filtered by, and easy wins where nothing is. */
export function findingParams(params: Readonly<Record<string, string>>): Record<string, string> {
  const rest = Object.fromEntries(Object.entries(params).filter(([name]) => name !== "ordering"));
  return { ...EASY_WINS.values, ...rest };
}

/** "38 keywords of difficulty 30 or less with at least 500 searches a month" */
export function finding(found: number, params: Readonly<Record<string, string>>): string {
  const asked = findingParams(params);
  const what = `difficulty ${asked.difficulty_max ?? ""} or less and at least ${number(Number(asked.volume_min))} searches a month`;
  if (found === 0) return `No keyword has ${what}`;
  return `${count(found, "keyword")} ${found === 1 ? "has" : "have"} ${what}`;
}

/**
 * A selection of the opportunities as one of the keyword list, which bulk actions work on: not archived and not written for, with
 * volume and difficulty known. A lowest figure of 0 leaves out what is unknown.
 */
export function asKeywords(selection: Selection): Selection {
  if (selection.mode === "some") return selection;
  return { ...selection, filters: { volume_min: "0", difficulty_min: "0", ...selection.filters, status: "new,clustered" } };
}

/** One colour for each intent, here and in the map of clusters; words stand beside it. */
export const INTENT_GROUPS = [
  { intent: "informational", label: INTENT.informational.label, color: "var(--stage-keywords)" },
  { intent: "commercial", label: INTENT.commercial.label, color: "var(--stage-ideas)" },
  { intent: "transactional", label: INTENT.transactional.label, color: "var(--stage-published)" },
  { intent: "navigational", label: INTENT.navigational.label, color: "var(--stage-clusters)" },
  { intent: "", label: "Intent not known", color: "var(--line-strong)" },
] as const;

export function intentGroup(intent: string): number {
  return Math.max(0, INTENT_GROUPS.findIndex((group) => group.intent === intent));
}
