/** A rewriting that was asked for here and has not been looked at: remembered, so that leaving the page forgets nothing. */

export interface PendingRewrite {
  runId: string;
  /** Null for the whole text. */
  sectionId: string | null;
  heading: string;
  /** The version before it. */
  before: number;
}

const KEY = "igny8.rewrite.content.";

export function readPending(contentId: string): PendingRewrite | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY + contentId) ?? "null");
    if (typeof value !== "object" || value === null) return null;
    const { runId, sectionId, heading, before } = value as Partial<Record<keyof PendingRewrite, unknown>>;
    if (typeof runId !== "string" || typeof before !== "number" || typeof heading !== "string") return null;
    return { runId, before, heading, sectionId: typeof sectionId === "string" ? sectionId : null };
  } catch {
    return null;
  }
}

export function writePending(contentId: string, pending: PendingRewrite | null): void {
  try {
    if (pending === null) localStorage.removeItem(KEY + contentId);
    else localStorage.setItem(KEY + contentId, JSON.stringify(pending));
  } catch {
    // Without storage the result is shown as long as the page is open.
  }
}
