import { CONTENT_TYPE, INTENT, optionsOf, PAGE_ROLE, statusOptions } from "@/shared/lib/words";
import type { FilterDef } from "@/shared/ui/table/types";

import type { Collision } from "../api/ideas";

export const IDEA_PRIORITY_WORDS = "From 0 to 100, taken over from its main keyword: how much it is searched and how easy it is to rank. Can be changed by hand.";
export const DRAFT_QUALITY_WORDS = "Put together from the keywords alone, without a large language model. Worth a closer look before it is approved.";

const NARROW: readonly FilterDef[] = [
  { id: "intent", label: "Intent", kind: "multi", options: optionsOf(INTENT) },
  { id: "content_type", label: "Type", kind: "multi", options: optionsOf(CONTENT_TYPE) },
  { id: "role", label: "Role", kind: "multi", options: optionsOf(PAGE_ROLE) },
];
/** The board's columns are the statuses already. */
export const BOARD_FILTERS = NARROW;
export const TABLE_FILTERS: readonly FilterDef[] = [{ id: "status", label: "Status", kind: "multi", options: statusOptions("idea").map(({ value, label, explain }) => ({ value, label, description: explain })) }, ...NARROW];

/** A refusal without what it tells programs to do. */
export function refusalWords(reason: string): string {
  return reason.replace(/ Pass allow_overlap to go on all the same\.$/, "").replace(/ (\d+) more collide\.$/, (_, more: string) => ` ${more} more ${more === "1" ? "page answers" : "pages answer"} it, too.`);
}

/** Where what collides is to be seen; on the site's own pages, or at its public address. */
export function collisionPath(collision: Pick<Collision, "kind" | "id" | "title" | "url">): { to: string; isOutside: boolean } {
  if (collision.kind === "idea") return { to: `planner/ideas?panel=${collision.id}`, isOutside: false };
  if (collision.kind === "brand") return { to: `planner/clusters/${collision.id}`, isOutside: false };
  if (/^https?:\/\//.test(collision.url)) return { to: collision.url, isOutside: true };
  return { to: `writer/content?q=${encodeURIComponent(collision.title)}`, isOutside: false };
}
