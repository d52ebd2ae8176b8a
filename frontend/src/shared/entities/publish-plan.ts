/** What may be published before it is asked for, and what became of it after. Pure. */
import type { Schema } from "@/shared/api/client";

import type { Destination, Publication } from "./publishing";

export interface Publishable {
  id: string;
  title: string;
  site_id: string;
  current_version: number;
  approved_version: number | null;
  status: Schema<"ContentStatus">;
  content_type?: string;
}

type Policy = Schema<"PublishPolicy">;

/** Why the site would refuse this content now, in a sentence; empty when it would not. The server decides, this only says it before. */
export function refusalOf(content: Publishable, policy: Policy): string {
  if (policy === "draft_only") return "The site's policy is draft only: nothing is published to it.";
  if (content.status === "archived") return "It is archived.";
  if (content.status === "changes_requested") return "Changes were requested.";
  if (policy !== "auto" && content.approved_version !== content.current_version) return `Version ${String(content.current_version)} is not approved.`;
  return "";
}

export interface Sending {
  content_ids: string[];
  destinations: string[];
}

/** Whether a destination takes this type of content. */
export function takes(destination: Pick<Destination, "capabilities">, { content_type }: Publishable): boolean {
  return content_type === undefined || destination.capabilities.content_types.includes(content_type);
}

/** What is asked for: contents that go to the same destinations together, and each only where its type is taken. */
export function sendings(content: readonly Publishable[], destinations: readonly Pick<Destination, "key" | "capabilities">[]): Sending[] {
  const found = new Map<string, Sending>();
  for (const one of content) {
    const keys = destinations.filter((destination) => takes(destination, one)).map(({ key }) => key);
    if (keys.length === 0) continue;
    const sending = found.get(keys.join()) ?? { content_ids: [], destinations: keys };
    sending.content_ids.push(one.id);
    found.set(keys.join(), sending);
  }
  return [...found.values()];
}

export type Step = "waiting" | "going" | "live" | "scheduled" | "problem" | "down";

/** Where one publication is on its way, as people see it. A failed attempt that will be repeated is still under way. */
export function stepOf(record: Publication, now: number = Date.now()): Step {
  if (record.status === "failed") return "problem";
  if (record.status === "live") return "live";
  if (record.status === "unpublished") return "down";
  if (record.status === "scheduled") return "scheduled";
  if (record.status === "planned") return record.attempts === 0 && Date.parse(record.not_before) > now ? "scheduled" : "waiting";
  return "going";
}

export interface DestinationResult {
  destination: string;
  name: string;
  total: number;
  counts: Record<Step, number>;
  /** Those with something to say, failed ones first. */
  troubled: Publication[];
}

/** Publications by destination: each succeeds or fails alone. */
export function byDestination(records: readonly Publication[], now: number = Date.now()): DestinationResult[] {
  const results = new Map<string, DestinationResult>();
  for (const record of records) {
    const result = results.get(record.destination) ?? {
      destination: record.destination,
      name: record.destination_name ?? record.destination,
      total: 0,
      counts: { waiting: 0, going: 0, live: 0, scheduled: 0, problem: 0, down: 0 },
      troubled: [],
    };
    result.total += 1;
    result.counts[stepOf(record, now)] += 1;
    if (record.error !== "") result.troubled.push(record);
    results.set(record.destination, result);
  }
  for (const result of results.values()) result.troubled.sort((a, b) => Number(b.status === "failed") - Number(a.status === "failed"));
  return [...results.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether anything still moves, so that somebody may wait for it. */
export function isSettled(records: readonly Publication[], now: number = Date.now()): boolean {
  return records.every((record) => ["live", "problem", "down", "scheduled"].includes(stepOf(record, now)));
}

/** What an error of a publication means for the reader: it mends itself, they have to act, or it is over. */
export function errorMeaning(record: Pick<Publication, "error_kind" | "status">): { label: string; tone: "info" | "warning" | "danger" } {
  if (record.error_kind === "action_required") return { label: "You have to act", tone: "warning" };
  if (record.status !== "failed") return { label: "Will be tried again by itself", tone: "info" };
  if (record.error_kind === "unknown") return { label: "No answer: it may have arrived", tone: "warning" };
  return { label: "Failed", tone: "danger" };
}
