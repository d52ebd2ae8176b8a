/**
 * Sections as the server divides a text: one below each outer h2, the text before the first being the introduction.
 * Their ids and locks stand beside the HTML, so a heading that is renamed here is sent together with the id it had.
 */
import type { Schema } from "@/shared/api/client";

import { bodyOf } from "@/shared/lib/article-html";

export type StoredSection = Schema<"ContentSectionOut">;
export type SentSection = Schema<"ContentSectionInRequest">;

const MOST_SECTIONS = 100;
const LONGEST_HEADING = 200;

export type SentBody = { html: string } | { structure: SentSection[] };

/**
 * The body of a save: sections with their ids, or plain HTML where sections could not say everything the text does
 * (mark-up in a heading, an h2 inside a box, more sections than the server takes).
 *
 * @param ids of the outer h2 headings in their order, null for new ones
 * @param known the sections of the newest version
 */
export function bodyToSend(html: string, ids: readonly (string | null)[], known: readonly StoredSection[]): SentBody {
  const body = bodyOf(html);
  const outer = [...body.children].filter((element) => element.tagName === "H2");
  const isPlain = outer.every((heading) => heading.attributes.length === 0 && heading.children.length === 0 && headingText(heading) !== "" && headingText(heading).length <= LONGEST_HEADING);
  const isRenamed = outer.some((heading, index) => isRename(headingText(heading), ids[index] ?? null, known));
  if (!isRenamed || !isPlain || outer.length > MOST_SECTIONS || outer.length !== ids.length || body.querySelectorAll("h1, h2").length !== outer.length) return { html };

  const structure: SentSection[] = [];
  let open: { section: SentSection; parts: string[] } = { section: { heading: "", html: "" }, parts: [] };
  const close = (): void => {
    open.section.html = open.parts.join("\n");
    if (open.section.heading !== "" || open.section.html !== "") structure.push(open.section);
  };
  const introduction = known.find((one) => one.heading === "");
  if (introduction) open.section.id = introduction.id;
  let index = 0;
  for (const node of body.childNodes) {
    if (node instanceof Element && node.tagName === "H2") {
      close();
      const heading = headingText(node);
      const id = ids[index] ?? undefined;
      index += 1;
      const before = known.find((one) => one.id === id);
      open = { section: { heading, html: "", ...(id ? { id } : {}), ...(before && before.heading !== heading ? { is_locked: before.is_locked } : {}) }, parts: [] };
    } else if (node instanceof Element) open.parts.push(node.outerHTML);
    else if (node.textContent?.trim()) open.parts.push(escaped(node.textContent.trim()));
  }
  close();
  return { structure };
}

/** Ids for the outer h2 headings of a text, in their order, as the server's sections have them. */
export function idsForHeadings(headings: readonly string[], sections: readonly StoredSection[]): (string | null)[] {
  const named = sections.filter((one) => one.heading !== "");
  const sameOrder = named.length === headings.length && named.every((one, index) => same(one.heading, headings[index] ?? ""));
  if (sameOrder) return named.map((one) => one.id);
  const used = new Set<string>();
  return headings.map((heading) => {
    const found = named.find((one) => !used.has(one.id) && same(one.heading, heading));
    if (found) used.add(found.id);
    return found?.id ?? null;
  });
}

function isRename(heading: string, id: string | null, known: readonly StoredSection[]): boolean {
  const before = id === null ? undefined : known.find((one) => one.id === id);
  return before !== undefined && !same(before.heading, heading);
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
const same = (a: string, b: string): boolean => oneLine(a).toLowerCase() === oneLine(b).toLowerCase();
const headingText = (element: Element): string => oneLine(element.textContent);
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
