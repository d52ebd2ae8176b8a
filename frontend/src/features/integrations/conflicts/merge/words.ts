/** One side of a piece with what changed in it marked word by word; its form stays as it is. */
import { diffArrays } from "diff";

import { bodyOf } from "@/shared/lib/article-html";

const MOST_WORDS = 4000; // of one piece; longer ones are shown without marks
/** Where words of a language without spaces end is known to the browser. */
const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

interface Token {
  word: string;
  /** The white space behind it. */
  space: string;
}

export interface Marked {
  html: string;
  /** The words are the same on both sides: only their form differs. */
  isFormOnly: boolean;
}

/** `after` with `<ins>` around what is new in it and `<del>` where something of `before` was. Both are sanitised HTML. */
export function markWords(before: string, after: string): Marked {
  const body = bodyOf(after);
  const nodes = textNodes(body).map((node) => ({ node, ...tokensOf(node.data) }));
  const old = textNodes(bodyOf(before)).flatMap((node) => tokensOf(node.data).tokens);
  const now = nodes.flatMap((one) => one.tokens);
  if (old.length + now.length > MOST_WORDS) return { html: after, isFormOnly: false };
  if (now.length === 0) return { html: after, isFormOnly: false };
  const parts = diffArrays(old, now, { comparator: (a, b) => a.word === b.word });
  if (parts.every((part) => !part.added && !part.removed)) return { html: after, isFormOnly: before !== after };
  // For each word of the new text whether it is new, and what was taken out before it.
  const isNew: boolean[] = [];
  const gone: Token[][] = Array.from({ length: now.length + 1 }, () => []);
  for (const part of parts) {
    if (part.removed) gone[isNew.length]?.push(...part.value);
    else isNew.push(...part.value.map(() => part.added));
  }
  let at = 0;
  nodes.forEach(({ node, tokens, lead }, index) => {
    const isLast = nodes.slice(index + 1).every((one) => one.tokens.length === 0);
    const pieces: Piece[] = [{ tag: "", text: lead }];
    for (const token of tokens) {
      for (const lost of gone[at] ?? []) add(pieces, "del", lost);
      add(pieces, isNew[at] === true ? "ins" : "", token);
      at += 1;
    }
    if (isLast && tokens.length > 0) for (const lost of gone[at] ?? []) add(pieces, "del", lost);
    if (tokens.length > 0) node.replaceWith(...pieces.filter((piece) => piece.text !== "").flatMap((piece) => drawn(body.ownerDocument, piece)));
  });
  return { html: body.innerHTML, isFormOnly: false };
}

/** The words of a line, marked. */
export function lineHtml(text: string): string {
  const box = document.createElement("span");
  box.textContent = text;
  return box.innerHTML;
}

interface Piece {
  tag: "" | "ins" | "del";
  text: string;
}

function add(pieces: Piece[], tag: Piece["tag"], { word, space }: Token): void {
  const last = pieces.at(-1);
  if (last?.tag === tag) last.text += word + space;
  else {
    // Between what is gone and what came in its place there has to be a space, whichever of them had it.
    if (last && last.tag !== "" && tag !== "" && last.text !== "" && !/\s$/.test(last.text)) pieces.push({ tag: "", text: " " });
    pieces.push({ tag, text: word + space });
  }
}

/** The white space behind a mark is not marked: it would look like a word. */
function drawn(owner: Document, { tag, text }: Piece): Node[] {
  if (tag === "") return [owner.createTextNode(text)];
  const words = text.trimEnd();
  const element = owner.createElement(tag);
  element.setAttribute("data-diff", "");
  element.textContent = words;
  return words === text ? [element] : [element, owner.createTextNode(text.slice(words.length))];
}

function textNodes(root: Node): Text[] {
  const found: Text[] = [];
  const walk = (node: Node): void => {
    for (const child of node.childNodes) {
      if (child instanceof Text) found.push(child);
      else walk(child);
    }
  };
  walk(root);
  return found;
}

function tokensOf(text: string): { lead: string; tokens: Token[] } {
  const tokens: Token[] = [];
  let lead = "";
  for (const { segment } of segmenter.segment(text)) {
    const last = tokens.at(-1);
    if (segment.trim() !== "") tokens.push({ word: segment, space: "" });
    else if (last) last.space += segment;
    else lead += segment;
  }
  return { lead, tokens };
}
