/** The order of the queue and what to compare with. Pure. */
import type { Comment } from "../api/content";
import type { ContentRow } from "../api/library";

/** The one to read after this one is done with: the next, else the one before; null when it was the last. */
export function nextAfter(rows: readonly Pick<ContentRow, "id">[], id: string): string | null {
  const index = rows.findIndex((row) => row.id === id);
  return rows[index + 1]?.id ?? rows[index - 1]?.id ?? null;
}

/** j and k: the neighbour, staying at the ends. */
export function neighbour(rows: readonly Pick<ContentRow, "id">[], id: string | null, by: 1 | -1): string | null {
  if (rows.length === 0) return null;
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) return rows[0]?.id ?? null;
  return rows[Math.max(0, Math.min(rows.length - 1, index + by))]?.id ?? null;
}

export interface Baseline {
  version: number;
  why: string;
}

/**
 * The version a reviewer already knows: what readers see now, else the one that was last commented on.
 *
 * @returns null when all of it is new
 */
export function baselineOf(content: Pick<ContentRow, "current_version" | "published_version">, comments: readonly Pick<Comment, "version">[]): Baseline | null {
  if (content.published_version !== null && content.published_version < content.current_version) return { version: content.published_version, why: "readers see it now" };
  const commented = Math.max(0, ...comments.map((one) => one.version).filter((version) => version < content.current_version));
  return commented > 0 ? { version: commented, why: "it was last commented on" } : null;
}
