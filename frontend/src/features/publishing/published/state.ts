/** What a publication is now, in words, and what the reader can do about it. Pure. */
import { errorMeaning } from "@/shared/entities/publish-plan";
import { isScheduled, type Publication } from "@/shared/entities/publishing";
import { statusWord, type Tone } from "@/shared/lib/words";

export interface PublicationState {
  label: string;
  tone: Tone;
  /** Who has to do something about the error, if there is one. */
  cure: string;
}

export function stateOf(record: Publication, now: number = Date.now()): PublicationState {
  const word = statusWord("publication", record.status);
  if (record.error !== "" && record.status !== "live" && record.status !== "unpublished") {
    const { label, tone } = errorMeaning(record);
    return { label: record.status === "failed" ? word.label : "Trying again", tone, cure: label };
  }
  if (record.wanted === "unpublish" && record.status !== "unpublished") return { label: "Being taken down", tone: "info", cure: "" };
  if (isScheduled(record, now)) return { label: "Scheduled", tone: "info", cure: "" };
  if (record.status === "planned") return { label: "On its way", tone: "info", cure: "" };
  return { label: word.label, tone: word.tone, cure: "" };
}

/**
 * How many versions readers are behind the newest one.
 *
 * @returns null when nothing is live, or when the newest one is not known
 */
export function behind(record: Pick<Publication, "live_version">, newest: number | null | undefined): number | null {
  if (record.live_version === null || newest === null || newest === undefined) return null;
  return Math.max(0, newest - record.live_version);
}

export const canRetry = (record: Publication): boolean => record.status === "failed" || ((record.status === "planned" || record.status === "unknown") && record.attempts > 0);
export const canUnpublish = (record: Publication): boolean => record.wanted === "publish" && record.status !== "unpublished";

/** Where readers find it; empty while they do not. A website may know the address of a post long before it shows it. */
export const liveUrl = (record: Pick<Publication, "url" | "live_version">): string => (record.live_version === null ? "" : record.url);
