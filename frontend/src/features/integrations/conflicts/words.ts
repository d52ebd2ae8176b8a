/** Conflicts and what became of them, as people read it. */
import type { Schema } from "@/shared/api/client";
import type { Word } from "@/shared/lib/words";

import type { Conflict } from "../api/integrations";

import type { Choice } from "./merge/decide";
import type { Origin } from "./merge/merge";

export const CONFLICT_STATE: Record<Schema<"ConflictStatus">, Word> = {
  open: { label: "To decide", tone: "warning", explain: "Nothing is overwritten on either side until somebody chooses." },
  resolved: { label: "Decided", tone: "success", explain: "Somebody chose, or both sides became the same." },
};

type Settled = Pick<Conflict, "status" | "resolution" | "resolved_by_id">;

/** "Our text was kept" */
export function decisionWords({ status, resolution, resolved_by_id }: Settled): string {
  if (status === "open") return "";
  if (resolution === "keep_ours") return "Our text was kept";
  if (resolution === "take_theirs") return "The website's text was taken";
  return resolved_by_id === null ? "Both sides became the same" : "Both texts were merged";
}

/** When readers get to see a text that was kept or merged. The server publishes it at once where it may. */
export function whatFollows(policy: Schema<"PublishPolicy">): string {
  if (policy === "draft_only") return "The website goes on showing its own: this site is set to drafts only.";
  if (policy === "review") return "Our text replaces the website’s at once if its version is approved already, otherwise when it is approved and published.";
  return "If readers see this text on the website, ours replaces it there at once.";
}

export const ORIGIN: Record<Exclude<Origin, "same">, Word> = {
  ours: { label: "Changed here", tone: "info", explain: "Only our side changed this." },
  theirs: { label: "Changed on the website", tone: "info", explain: "Only the website changed this." },
  agreed: { label: "The same on both sides", tone: "success", explain: "Both sides made the same change." },
  conflict: { label: "Changed on both sides", tone: "warning", explain: "Both sides changed this, each in its own way." },
};

export const TAKEN: Record<Choice["take"], string> = { ours: "Ours", theirs: "The website's", both: "Both", edit: "Edited by hand" };

export const FIELD: Record<"title" | "meta_title" | "meta_description", { label: string; most: number }> = {
  title: { label: "Title", most: 255 },
  meta_title: { label: "Meta title", most: 255 },
  meta_description: { label: "Meta description", most: 500 },
};
