/** Every status in words and in one of the four state colours. */
import type { Schema } from "@/shared/api/client";

export type Tone = "neutral" | "accent" | "success" | "warning" | "danger" | "info";
export type StatusKind = "content" | "task" | "idea" | "keyword" | "cluster" | "publication" | "image" | "run" | "deployment" | "import" | "site" | "sector" | "account";

type Entry = readonly [label: string, tone: Tone];

const CONTENT: Record<Schema<"ContentStatus">, Entry> = {
  draft: ["Draft", "neutral"],
  in_review: ["In review", "warning"],
  changes_requested: ["Changes asked", "warning"],
  approved: ["Approved", "info"],
  scheduled: ["Scheduled", "info"],
  published: ["Published", "success"],
  archived: ["Archived", "neutral"],
};
const TASK: Record<Schema<"TaskStatus">, Entry> = {
  queued: ["Queued", "neutral"],
  in_progress: ["Being written", "info"],
  completed: ["Written", "success"],
  failed: ["Failed", "danger"],
  cancelled: ["Cancelled", "neutral"],
};
const IDEA: Record<Schema<"IdeaStatus">, Entry> = {
  draft: ["To decide", "warning"],
  approved: ["Approved", "info"],
  queued: ["Queued", "info"],
  completed: ["Written", "success"],
  rejected: ["Rejected", "neutral"],
};
const KEYWORD: Record<Schema<"KeywordStatus">, Entry> = {
  new: ["New", "info"],
  clustered: ["Clustered", "accent"],
  used: ["Used", "success"],
  archived: ["Archived", "neutral"],
};
const CLUSTER: Record<"active" | "archived", Entry> = { active: ["Active", "success"], archived: ["Archived", "neutral"] };
const PUBLICATION: Record<Schema<"PublicationStatus">, Entry> = {
  planned: ["Planned", "info"],
  sending: ["Publishing", "info"],
  unknown: ["Being checked", "warning"],
  live: ["Live", "success"],
  failed: ["Failed", "danger"],
  unpublished: ["Taken down", "neutral"],
};
const IMAGE: Record<Schema<"ImageStatus">, Entry> = {
  planned: ["Planned", "neutral"],
  queued: ["Being made", "info"],
  ready: ["Ready", "success"],
  failed: ["Failed", "danger"],
};
const RUN: Record<Schema<"RunStatus">, Entry> = {
  pending: ["Waiting", "neutral"],
  waiting: ["Waiting to try again", "warning"],
  running: ["Running", "info"],
  succeeded: ["Done", "success"],
  failed: ["Failed", "danger"],
  cancelled: ["Cancelled", "neutral"],
};
const DEPLOYMENT: Record<Schema<"DeploymentStatus">, Entry> = {
  pending: ["Waiting", "neutral"],
  rendering: ["Being built", "info"],
  live: ["Live", "success"],
  superseded: ["Replaced", "neutral"],
  failed: ["Failed", "danger"],
  removed: ["Removed", "neutral"],
};
const IMPORT: Record<Schema<"ImportStatus">, Entry> = {
  pending: ["Waiting", "neutral"],
  running: ["Importing", "info"],
  done: ["Imported", "success"],
  failed: ["Failed", "danger"],
};
const SITE: Record<Schema<"SiteStatus">, Entry> = { active: ["Active", "success"], paused: ["Paused", "warning"], archived: ["Archived", "neutral"] };
const SECTOR: Record<Schema<"SectorStatus">, Entry> = { active: ["Active", "success"], archived: ["Archived", "neutral"] };
const ACCOUNT: Record<Schema<"AccountStatus">, Entry> = {
  active: ["Active", "success"],
  trial: ["Trial", "info"],
  suspended: ["Suspended", "danger"],
  cancelled: ["Cancelled", "neutral"],
};

const STATUSES: Record<StatusKind, Record<string, Entry>> = {
  content: CONTENT,
  task: TASK,
  idea: IDEA,
  keyword: KEYWORD,
  cluster: CLUSTER,
  publication: PUBLICATION,
  image: IMAGE,
  run: RUN,
  deployment: DEPLOYMENT,
  import: IMPORT,
  site: SITE,
  sector: SECTOR,
  account: ACCOUNT,
};

export function statusWords(kind: StatusKind, status: string): { label: string; tone: Tone } {
  const [label, tone] = STATUSES[kind][status] ?? [capital(status.replaceAll("_", " ")), "neutral" as const];
  return { label, tone };
}

/** For filters: every status of a kind with its words. */
export function statusOptions(kind: StatusKind): { value: string; label: string }[] {
  return Object.entries(STATUSES[kind]).map(([value, [label]]) => ({ value, label }));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
