/** From the server's HTML to the editor's document and back. */
import { getSchema } from "@tiptap/core";
import { DOMParser as DocumentParser, DOMSerializer, type Node as DocumentNode, type Schema as DocumentSchema } from "@tiptap/pm/model";

import { bodyOf } from "@/shared/lib/article-html";
import { type Loss, losses } from "../model/round-trip";

import { articleExtensions } from "./extensions";

let known: DocumentSchema | undefined;
export function articleSchema(): DocumentSchema {
  return (known ??= getSchema(articleExtensions()));
}

export function parseHtml(html: string, schema: DocumentSchema = articleSchema()): DocumentNode {
  return DocumentParser.fromSchema(schema).parse(bodyOf(html));
}

/** The document as the server would store it: a block a line, no wrappers that only the editor needs. */
export function serialise(doc: DocumentNode): string {
  const holder = document.implementation.createHTMLDocument("").body;
  holder.append(DOMSerializer.fromSchema(doc.type.schema).serializeFragment(doc.content, { document: holder.ownerDocument }));
  for (const item of holder.querySelectorAll("li, td, th")) tighten(item);
  for (const table of holder.querySelectorAll("table")) headRows(table);
  for (const caption of holder.querySelectorAll("figcaption")) if (caption.childNodes.length === 0) caption.remove();
  while (holder.lastElementChild?.matches("p:empty")) holder.lastElementChild.remove();
  return [...holder.children].map((element) => element.outerHTML).join("\n");
}

/** The only paragraph of an item or a cell is the item: `<li>text</li>`, as texts have it everywhere. */
function tighten(item: Element): void {
  const paragraphs = [...item.children].filter((child) => child.tagName === "P");
  const [only] = paragraphs;
  if (paragraphs.length === 1 && only && only === item.firstElementChild && only.attributes.length === 0) only.replaceWith(...only.childNodes);
}

/** Leading rows made of header cells are the table's head. */
function headRows(table: HTMLTableElement): void {
  const body = table.querySelector(":scope > tbody");
  if (!body) return;
  const rows: Element[] = [];
  for (const row of body.children) {
    if (row.children.length === 0 || [...row.children].some((cell) => cell.tagName !== "TH")) break;
    rows.push(row);
  }
  if (rows.length === 0 || rows.length === body.children.length) return;
  const head = table.ownerDocument.createElement("thead");
  head.append(...rows);
  body.before(head);
}

/** What the editor would lose of this text; empty when it holds all of it. */
export function lossesOf(html: string): Loss[] {
  return losses(html, serialise(parseHtml(html)));
}

export interface OutlineEntry {
  level: 2 | 3;
  text: string;
  /** Position of the heading in the document. */
  at: number;
  /** Words below it, those of its h3 included for an h2. */
  words: number;
  /** The server's section; null for an h3 and for a heading that is not saved yet. */
  sectionId: string | null;
}

/** The headings with the length of what is below them, and how many words stand before the first h2. */
export function outlineOf(doc: DocumentNode, count: (text: string) => number): { entries: OutlineEntry[]; before: number; words: number } {
  const entries: OutlineEntry[] = [];
  let before = 0;
  let words = 0;
  let section: OutlineEntry | null = null;
  let part: OutlineEntry | null = null;
  doc.forEach((node, at) => {
    const here = count(wordsOf(node));
    words += here;
    const level = node.type.name === "heading" ? Number(node.attrs.level) : 0;
    if (level === 2 || level === 3) {
      const sectionId = level === 2 && typeof node.attrs.sectionId === "string" ? node.attrs.sectionId : null;
      const entry: OutlineEntry = { level, text: node.textContent, at, words: 0, sectionId };
      entries.push(entry);
      if (level === 2) [section, part] = [entry, null];
      else part = entry;
      return;
    }
    if (section) section.words += here;
    else before += here;
    if (part) part.words += here;
  });
  return { entries, before, words };
}

function wordsOf(node: DocumentNode): string {
  if (node.type.name === "kept") return bodyOf(String(node.attrs.html).replaceAll("<", " <")).textContent;
  return node.textBetween(0, node.content.size, " ", " ");
}

/** Ids of the outer h2 headings in their order. */
export function headingIds(doc: DocumentNode): (string | null)[] {
  const ids: (string | null)[] = [];
  doc.forEach((node) => {
    if (node.type.name === "heading" && node.attrs.level === 2) ids.push(typeof node.attrs.sectionId === "string" ? node.attrs.sectionId : null);
  });
  return ids;
}

export function headingTexts(doc: DocumentNode): { at: number; text: string; id: unknown }[] {
  const found: { at: number; text: string; id: unknown }[] = [];
  doc.forEach((node, at) => {
    if (node.type.name === "heading" && node.attrs.level === 2) found.push({ at, text: node.textContent, id: node.attrs.sectionId });
  });
  return found;
}
