/** What a request asks for, taken apart once and checked before any of it is used in a path. */
export interface Target {
  /** Decoded path segments without empty ones; none of them can leave a folder or name a hidden file. */
  segments: string[];
  hasTrailingSlash: boolean;
  /** Query with its question mark, or "". */
  query: string;
}

export type TargetFault = 400 | 404 | 414;

/** Longest request target served; the longest address of a site is far below. */
const MAX_LENGTH = 8192;

 
const UNSAFE = /[\u0000-\u001f\u007f/\\%:]/;

/**
 * Reads a request target.
 *
 * @param raw - as sent: origin form, or the absolute form that RFC 9112 (3.2.2) makes every server accept
 * @returns the target, or the status that answers it: 400 for broken percent-encoding, 404 for what can be no page
 */
export function parseTarget(raw: string): Target | TargetFault {
  if (raw.length > MAX_LENGTH) return 414;
  const origin = /^https?:\/\/[^/?#]*/i.exec(raw)?.[0] ?? "";
  const [beforeQuery = "", ...rest] = (raw.slice(origin.length) || "/").split("#", 1).join("").split("?");
  if (!beforeQuery.startsWith("/")) return 400;
  const parts = beforeQuery.slice(1).split("/");
  const hasTrailingSlash = parts.at(-1) === "";
  if (hasTrailingSlash) parts.pop();
  const segments: string[] = [];
  for (const part of parts) {
    let segment: string;
    try {
      segment = decodeURIComponent(part);
    } catch {
      return 400;
    }
    // A "%" that is left was encoded twice; a leading dot covers "..", "." and hidden files.
    if (segment === "" || segment.startsWith(".") || UNSAFE.test(segment)) return 404;
    segments.push(segment);
  }
  return { segments, hasTrailingSlash, query: rest.length > 0 ? `?${rest.join("?")}` : "" };
}
