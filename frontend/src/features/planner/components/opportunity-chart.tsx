import { decimal } from "@/shared/lib/format";
import { Scatter } from "@/shared/ui/chart/scatter";
import { Skeleton } from "@/shared/ui/skeleton";

import type { Opportunity } from "../api/opportunities";
import { INTENT_GROUPS, intentGroup } from "../lib/opportunity";

interface OpportunityChartProps {
  rows: readonly Opportunity[];
  isLoading: boolean;
  title: string;
  description: string;
  onPick: (row: Opportunity) => void;
}

const HEIGHT = 340;
// Constants: the chart places its points anew when one of these is another.
const rowId = (row: Opportunity) => row.id;
const name = (row: Opportunity) => row.keyword;
const X = { label: "Difficulty", value: (row: Opportunity) => row.difficulty };
const Y = { label: "Searches a month", value: (row: Opportunity) => row.search_volume, scale: "log" as const };
const SIZE = { label: "Priority", value: (row: Opportunity) => row.priority_score, format: (value: number) => decimal(value, 1) };
const group = (row: Opportunity) => intentGroup(row.intent);

/** Where keywords lie between difficulty and searches: what is up at the left is worth it. */
export function OpportunityChart({ rows, isLoading, title, description, onPick }: OpportunityChartProps) {
  if (isLoading) return <Skeleton className="h-[25rem] w-full" />;
  return <Scatter title={title} description={description} height={HEIGHT} data={rows} rowId={rowId} name={name} nameHeader="Keyword" x={X} y={Y} size={SIZE} group={group} groups={groupsOf(rows)} onPick={onPick} />;
}

/** Without the last one when every intent is known: a legend names what is there. */
function groupsOf(rows: readonly Opportunity[]) {
  return rows.some((row) => row.intent === "") ? INTENT_GROUPS : INTENT_GROUPS.slice(0, -1);
}
