import { z } from "zod";

/** Text field types of the site definition: what they refuse would break a page, a feed or a file name. */

// XML 1.0 (section 2.2) allows no control characters but tab, line feed and carriage return, and no U+FFFE and U+FFFF.
 
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/;
const LINE_BREAK = /[\n\r\u2028\u2029]/;

/** Lower-case letters and digits of any script, joined by single hyphens or underscores. */
const SLUG = /^[\p{L}\p{N}\p{M}]+(?:[-_]+[\p{L}\p{N}\p{M}]+)*$/u;

/** File systems allow 255 bytes a name; the rest is kept for what a file system may add. */
const SLUG_BYTES = 200;

/** A path of the site: one slash first, no backslash, no white space, no query. */
export const REDIRECT_PATH = /^\/(?![/\\])[^\s\\?#]*$/;

export const isSlug = (value: string): boolean =>
  SLUG.test(value) && value === value.toLowerCase() && value === value.normalize("NFC") && Buffer.byteLength(value) <= SLUG_BYTES;

export const text = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((value) => value.isWellFormed() && !UNPRINTABLE.test(value), "holds a control character or half a character");

export const singleLine = (maxLength: number) =>
  text(maxLength).refine((value) => !LINE_BREAK.test(value), "must be a single line");

export const slug = z
  .string()
  .refine(isSlug, `must be lower-case letters and digits joined by hyphens, at most ${SLUG_BYTES} bytes`);

/** ISO 8601 with an offset, kept as written; a moment without an offset would mean another day elsewhere. */
export const instant = z.iso.datetime({ offset: true, error: "must be a date and time with an offset, such as 2026-01-31T09:00:00Z" });

export const locale = z.string().refine(
  (value) => {
    try {
      return Intl.getCanonicalLocales(value).length === 1;
    } catch {
      return false;
    }
  },
  "must be a language tag such as en or pt-BR",
);

export const timezone = z.string().refine((value) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}, "must be a time zone such as Europe/Berlin");
