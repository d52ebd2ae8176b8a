/** What a usage answer says, in one sentence. */
import { count, date, percent } from "@/shared/lib/format";

import type { Usage } from "../api/billing";

export function finding({ rows, total, group_by }: Usage): string {
  const top = rows.reduce<Usage["rows"][number] | null>((best, row) => (best === null || row.credits > best.credits ? row : best), null);
  if (top === null || total === 0) return "Nothing was spent";
  const spent = count(total, "credit");
  if (group_by === "day") return `${spent} spent, most of them on ${date(top.key ?? "")}`;
  if (rows.length === 1) return `${spent} spent, all of them on ${nameOf(top)}`;
  return `${nameOf(top)} took ${percent(top.credits / total)} of ${spent}`;
}

/** A row in words; what belongs to no site or person says so. */
export function nameOf(row: Usage["rows"][number]): string {
  return row.label || "None of them";
}
