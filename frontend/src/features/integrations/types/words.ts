/** Every value of synchronisations and what they met, as people read it. */
import type { Schema } from "@/shared/api/client";
import { count, list, number } from "@/shared/lib/format";
import type { Word } from "@/shared/lib/words";

import type { SyncRun } from "../api/integrations";

type Row = readonly [label: string, tone: Word["tone"], explain: string];

function table<Value extends string>(rows: Record<Value, Row>): Record<Value, Word> {
  return Object.fromEntries(Object.entries<Row>(rows).map(([value, [label, tone, explain]]) => [value, { label, tone, explain }])) as Record<Value, Word>;
}

export const PLATFORM = table<Schema<"Platform">>({
  wordpress: ["WordPress", "neutral", "A website made with WordPress, with WooCommerce or without."],
  shopify: ["Shopify", "neutral", "A shop at Shopify."],
  custom_api: ["Own system", "neutral", "A system of yours that takes signed webhooks."],
  igny8_sites: ["IGNY8 Sites", "neutral", "Pages that we build and serve."],
});

export const ITEM_STATE = table<Schema<"ItemState">>({
  in_sync: ["In sync", "success", "Both sides have the same."],
  remote_changed: ["Changed there", "info", "It was changed on the website; the next synchronisation brings the change in."],
  local_changed: ["Changed here", "info", "It was changed here and not published since."],
  conflict: ["Conflict", "warning", "It was changed on both sides. Nothing is overwritten until somebody chooses."],
  remote_deleted: ["Deleted there", "warning", "It was deleted on the website. Somebody decides what becomes of it here."],
  ignored: ["Ignored", "neutral", "Its changes are not taken over any more."],
});

export const ITEM_KIND = table<Schema<"ItemKind">>({
  post: ["Post", "neutral", "An article of the blog."],
  page: ["Page", "neutral", "A page outside the blog."],
  cpt: ["Other type", "neutral", "A type of content of this website's own."],
  term: ["Category or tag", "neutral", "A category, a tag or another word that sorts content."],
  product: ["Product", "neutral", "Something sold in the shop."],
});

export const LEVEL = table<Schema<"LogLevel">>({
  info: ["Note", "neutral", "Something happened as it should."],
  warning: ["Warning", "warning", "Something was left out or wants a look."],
  error: ["Error", "danger", "A synchronisation ended without its result."],
});

export const RUN_STATUS = table<Schema<"SyncRunStatus">>({
  pending: ["Waiting", "neutral", "Begins in a moment."],
  running: ["Running", "info", "At work now. It goes on if this page is left."],
  succeeded: ["Done", "success", "Everything came in."],
  failed: ["Failed", "danger", "It ended early. What had come in stays."],
  cancelled: ["Stopped", "neutral", "Somebody stopped it. What had come in stays."],
});

export const SYNC_KIND = table<Schema<"SyncKind">>({
  full: ["Everything", "neutral", "Looks at every object, and notices what was deleted."],
  incremental: ["Changes", "neutral", "Looks at what has changed since the last time."],
});

export const TRIGGER = table<Schema<"SyncTrigger">>({
  manual: ["By hand", "neutral", "Somebody asked for it."],
  schedule: ["On schedule", "neutral", "It runs every quarter of an hour."],
  webhook: ["Told by WordPress", "neutral", "The plugin told of a change."],
});

/** WordPress's own words for the state of a post. */
const REMOTE_STATUS: Partial<Record<string, string>> = { publish: "Published", future: "Scheduled", draft: "Draft", pending: "Waits for review", private: "Private", trash: "In the trash" };

export function remoteStatus(status: string): string {
  return REMOTE_STATUS[status] ?? (status === "" ? "" : status.charAt(0).toUpperCase() + status.slice(1));
}

const SEO_PLUGIN: Partial<Record<string, string>> = { yoast: "Yoast SEO", rank_math: "Rank Math", aioseo: "All in One SEO" };

export function seoPlugin(name: string): string | null {
  return name === "" ? null : (SEO_PLUGIN[name] ?? name);
}

type Counts = Pick<SyncRun, "created" | "updated" | "unchanged" | "conflicts" | "tombstones" | "failed">;

/** How many objects a synchronisation has been through. */
export function lookedAt(run: Counts): number {
  return run.created + run.updated + run.unchanged + run.conflicts + run.failed;
}

/** "12 new, 3 changed and 1 conflict"; what did not change goes without saying. */
export function outcome(run: Counts): string {
  const parts = [
    run.created > 0 ? `${number(run.created)} new` : "",
    run.updated > 0 ? `${number(run.updated)} changed` : "",
    run.conflicts > 0 ? count(run.conflicts, "conflict") : "",
    run.tombstones > 0 ? `${number(run.tombstones)} deleted there` : "",
    run.failed > 0 ? `${number(run.failed)} left out` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "Nothing had changed" : list(parts);
}
