/** What the map says in its title. */
import { count, number } from "@/shared/lib/format";

import type { MapNode } from "../../api/clusters";

/** "12 clusters with 40,000 searches have no page yet" */
export function finding(nodes: readonly MapNode[]): string {
  const open = nodes.filter((node) => !node.is_covered);
  if (nodes.length === 0) return "There are no clusters yet";
  if (open.length === 0) return nodes.length === 1 ? "The cluster has a page" : `All ${number(nodes.length)} clusters have a page`;
  const searches = open.reduce((sum, node) => sum + (node.total_volume ?? 0), 0);
  const have = open.length === 1 ? "has" : "have";
  const volume = searches > 0 ? ` with ${count(searches, "search")} a month` : "";
  return `${count(open.length, "cluster")}${volume} ${have} no page yet`;
}
