/** What changed from one text to another: block by block, and word by word inside a changed block. */
import { diffArrays, diffWordsWithSpace } from "diff";

import { bodyOf } from "@/shared/lib/article-html";

export interface Piece {
  op: "equal" | "insert" | "delete";
  text: string;
}

export interface DiffRow {
  /** `format`: the words are the same, their form is not (bold, a link, another level of heading). */
  op: "equal" | "insert" | "delete" | "replace" | "format";
  /** What kind of block it is: p, h2, li, td, img, ... of the newer text where it has one. */
  tag: string;
  pieces: Piece[];
}

interface Block {
  tag: string;
  text: string;
  /** Tag and mark-up: equal only when nothing changed. */
  form: string;
}

const BLOCK = new Set("p h1 h2 h3 h4 h5 h6 li td th dt dd pre figcaption caption summary img hr".split(" "));
const MOST_CHARACTERS = 20_000; // of one block; longer ones are shown as a whole
const ALIKE = 0.25;

export function diffHtml(before: string, after: string): DiffRow[] {
  const rows: DiffRow[] = [];
  const old = blocksOf(before);
  const now = blocksOf(after);
  let removed: Block[] = [];
  for (const part of diffArrays(old, now, { comparator: (a, b) => a.form === b.form })) {
    if (part.removed) {
      removed = part.value;
      continue;
    }
    if (part.added) rows.push(...changed(removed, part.value));
    else rows.push(...removed.map(gone), ...part.value.map((block) => row("equal", block.tag, [{ op: "equal", text: block.text }])));
    removed = [];
  }
  return [...rows, ...removed.map(gone)];
}

/** Word pieces from one line to another. */
export function diffLine(before: string, after: string): Piece[] {
  if (before === after) return before === "" ? [] : [{ op: "equal", text: before }];
  if (before.length + after.length > MOST_CHARACTERS) return [{ op: "delete", text: before }, { op: "insert", text: after }];
  return diffWordsWithSpace(before, after).map((part) => ({ op: part.added ? "insert" : part.removed ? "delete" : "equal", text: part.value }));
}

export interface DiffCount {
  added: number;
  removed: number;
}

/** Words put in and taken out. */
export function countChanges(rows: readonly DiffRow[]): DiffCount {
  const count = { added: 0, removed: 0 };
  for (const piece of rows.flatMap((one) => one.pieces)) {
    const words = piece.text.match(/\S+/g)?.length ?? 0;
    if (piece.op === "insert") count.added += words;
    if (piece.op === "delete") count.removed += words;
  }
  return count;
}

const row = (op: DiffRow["op"], tag: string, pieces: Piece[]): DiffRow => ({ op, tag, pieces });
const gone = (block: Block): DiffRow => row("delete", block.tag, [{ op: "delete", text: block.text }]);
const fresh = (block: Block): DiffRow => row("insert", block.tag, [{ op: "insert", text: block.text }]);

/** Blocks of a changed stretch: those that are alike are shown as one changed block, in the order of both texts. */
function changed(old: Block[], now: Block[]): DiffRow[] {
  const rows: DiffRow[] = [];
  let from = 0;
  for (const block of now) {
    const at = old.findIndex((one, index) => index >= from && index < from + 6 && alike(one, block));
    if (at < 0) {
      rows.push(fresh(block));
      continue;
    }
    rows.push(...old.slice(from, at).map(gone));
    rows.push(replaced(old[at] ?? block, block));
    from = at + 1;
  }
  return [...rows, ...old.slice(from).map(gone)];
}

function replaced(old: Block, now: Block): DiffRow {
  if (old.text === now.text) return row("format", now.tag, [{ op: "equal", text: now.text }]);
  return row("replace", now.tag, diffLine(old.text, now.text));
}

function alike(a: Block, b: Block): boolean {
  if (a.text === b.text) return true;
  if (a.tag.startsWith("h") !== b.tag.startsWith("h")) return false;
  const left = wordsOf(a.text);
  const right = wordsOf(b.text);
  if (left.size === 0 || right.size === 0) return false;
  let both = 0;
  for (const word of left) if (right.has(word)) both += 1;
  return both / Math.max(left.size, right.size) >= ALIKE;
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

function blocksOf(html: string): Block[] {
  const blocks: Block[] = [];
  const walk = (parent: Node, tag: string, loose: Node[]): Node[] => {
    let open = loose;
    const close = (): void => {
      push(blocks, tag, open);
      open = [];
    };
    for (const child of parent.childNodes) {
      const name = child instanceof Element ? child.tagName.toLowerCase() : "";
      if (name === "img" || name === "hr") {
        close();
        blocks.push(picture(child as Element, name));
      } else if (child instanceof Element && (BLOCK.has(name) || holdsBlocks(child))) {
        close();
        const rest = walk(child, BLOCK.has(name) ? named(name, tag) : tag, []);
        push(blocks, BLOCK.has(name) ? named(name, tag) : tag, rest);
      } else open.push(child);
    }
    return open;
  };
  push(blocks, "p", walk(bodyOf(html), "p", []));
  return blocks;
}

/** A paragraph inside a list item or a cell is the item. */
const named = (name: string, around: string): string => (name === "p" && ["li", "td", "th"].includes(around) ? around : name);

function holdsBlocks(element: Element): boolean {
  return [...element.querySelectorAll("*")].some((one) => BLOCK.has(one.tagName.toLowerCase())) || ["ul", "ol", "table", "blockquote", "div", "section", "figure", "details", "dl"].includes(element.tagName.toLowerCase());
}

function push(blocks: Block[], tag: string, nodes: Node[]): void {
  const text = nodes.map((node) => node.textContent ?? "").join("").replace(/\s+/g, " ").trim();
  if (text === "") return;
  const form = nodes.map((node) => (node instanceof Element ? node.outerHTML : (node.textContent ?? ""))).join("").replace(/\s+/g, " ").trim();
  blocks.push({ tag, text, form: `${tag} ${form}` });
}

function picture(element: Element, tag: string): Block {
  const alt = element.getAttribute("alt")?.trim() ?? "";
  const text = tag === "hr" ? "Dividing line" : `Image: ${alt === "" ? "without alternative text" : alt}`;
  return { tag, text, form: tag === "hr" ? tag : `${tag} ${element.getAttribute("src") ?? ""} ${element.getAttribute("alt") ?? ""}` };
}
