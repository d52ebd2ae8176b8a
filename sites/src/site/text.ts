const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/**
 * The start of the text inside sanitised HTML, cut at a word.
 *
 * @param html - sanitised HTML
 * @param maxLength - characters at most, the ellipsis included
 */
export function htmlSummary(html: string, maxLength: number): string {
  // Forty times the wanted length is plenty of mark-up to find the words in, and keeps huge articles cheap.
  const words = html
    .slice(0, maxLength * 40)
    .replace(/<(?:h[1-6]|figure|table|pre)\b[^>]*>[\s\S]*?<\/(?:h[1-6]|figure|table|pre)>/gi, " ")
    .replace(/<[^>]*(?:>|$)/g, " ")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (entity, name: string) => ENTITIES[name] ?? entity);
  return shorten(words, maxLength);
}

/** Collapses white space and cuts at a word boundary. */
export function shorten(value: string, maxLength: number): string {
  const line = value.replace(/\s+/g, " ").replace(/ ([.,;:!?])/g, "$1").trim();
  if (line.length <= maxLength) return line;
  const cut = line.slice(0, maxLength - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > maxLength / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/[\s,;:.\uFFFD]+$/, "")}…`;
}

/** A path segment for a label of any script; two spellings of one tag share it. */
export function slugify(label: string): string {
  const slug = label
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .normalize("NFC");
  return Array.from(slug).slice(0, 50).join("");
}
