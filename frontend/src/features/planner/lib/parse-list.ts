/** Keywords somebody typed or pasted, one to a line. */

export const MOST_KEYWORDS = 5000;
const LONGEST = 255;

export interface ParsedList {
  /** In the order they were typed, the first of each kind. */
  keywords: string[];
  /** Lines that say the same as one above. */
  duplicates: number;
  /** Lines no keyword can be: too long or without a letter, digit or symbol. */
  unusable: { line: number; text: string; reason: string }[];
}

/** What two spellings of one keyword have in common, as far as the browser can tell; the server decides. */
export function sameness(text: string): string {
  return unmarked(text.normalize("NFKC").replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, ""))
    .replaceAll(/[\u2018\u2019\u201b\u2032]/g, "'")
    .replaceAll(/[\u201c\u201d\u201f\u2033]/g, '"')
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** Without the marks of a match type: [exact], "phrase", +broad. */
function unmarked(text: string): string {
  const trimmed = text.trim();
  const inner = /^\[(.+)\]$/u.exec(trimmed) ?? /^["“](.+)["”]$/u.exec(trimmed);
  if (inner?.[1] !== undefined) return inner[1];
  return trimmed.replaceAll(/(^|\s)\+(?=\p{L}|\p{N})/gu, "$1");
}

export function parseList(text: string): ParsedList {
  const seen = new Set<string>();
  const out: ParsedList = { keywords: [], duplicates: 0, unusable: [] };
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    // Cells copied from a spreadsheet arrive with tabs: the first holds the keyword.
    const keyword = (raw.split("\t", 1)[0] ?? "").replaceAll(/\s+/g, " ").trim();
    if (keyword === "") return;
    const reason = faultOf(keyword);
    if (reason !== null) {
      out.unusable.push({ line: index + 1, text: keyword.slice(0, 80), reason });
      return;
    }
    const form = sameness(keyword);
    if (seen.has(form)) {
      out.duplicates += 1;
      return;
    }
    seen.add(form);
    out.keywords.push(keyword);
  });
  return out;
}

function faultOf(keyword: string): string | null {
  if (Array.from(keyword).length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (!/[\p{L}\p{N}\p{S}]/u.test(keyword)) return "has no letter, digit or symbol";
  return null;
}
