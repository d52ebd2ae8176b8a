/** Whether the editor can hold a text without losing any of it: what goes in is compared with what would come out. */
import { ALLOWED_TAGS, bodyOf } from "@/shared/lib/article-html";

export interface Loss {
  /** What would be lost, in words: "2 × table caption". */
  what: string;
  count: number;
}

const SAME: Readonly<Record<string, string>> = { b: "strong", i: "em" };
/** Wrappers without a meaning of their own: browsers and editors put them in and leave them out. */
const SILENT = new Set(["tbody", "thead", "p", "br"]);
const SILENT_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = { ol: ["start"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"] };

const NAMES: Readonly<Record<string, string>> = {
  details: "folding section",
  summary: "folding section's title",
  dl: "definition list",
  caption: "table caption",
  tfoot: "table foot",
  figure: "figure",
  figcaption: "caption",
  img: "image",
  a: "link",
  sub: "subscript",
  sup: "superscript",
  mark: "highlight",
  div: "box",
  section: "box",
  q: "quotation",
  cite: "citation",
  time: "date",
  abbr: "abbreviation",
  del: "deletion",
  ins: "insertion",
};

/** What `after` lacks of `before`; an empty list when nothing that has a meaning is lost. */
export function losses(before: string, after: string): Loss[] {
  const old = inventory(bodyOf(before));
  const now = inventory(bodyOf(after));
  const found: Loss[] = [];
  for (const [what, count] of old.facts) {
    const missing = count - (now.facts.get(what) ?? 0);
    if (missing > 0) found.push({ what, count: missing });
  }
  if (old.text !== now.text) found.push({ what: "text", count: Math.max(1, Math.abs(old.text.length - now.text.length)) });
  return found;
}

function inventory(body: HTMLElement): { facts: Map<string, number>; text: string } {
  const facts = new Map<string, number>();
  const add = (what: string): void => void facts.set(what, (facts.get(what) ?? 0) + 1);
  for (const element of body.querySelectorAll("*")) {
    const tag = SAME[element.tagName.toLowerCase()] ?? element.tagName.toLowerCase();
    const isEmptyMark = element.childNodes.length === 0 && !["img", "br", "hr", "td", "th", "col"].includes(tag);
    if (!ALLOWED_TAGS.has(tag) || isEmptyMark) continue;
    if (!SILENT.has(tag)) add(NAMES[tag] ?? tag);
    for (const { name, value } of element.attributes) {
      if (value === "" && name !== "open" && name !== "reversed") continue;
      if (value === "1" && (SILENT_ATTRIBUTES[tag] ?? []).includes(name)) continue;
      add(`${name} of ${NAMES[tag] ?? tag}`);
    }
  }
  return { facts, text: body.textContent.replace(/\s+/g, "") };
}
