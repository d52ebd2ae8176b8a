/** An article as the pieces it is made of: its top-level HTML blocks. */
import { bodyOf } from "@/shared/lib/article-html";

export interface Block {
  html: string;
  /** p, h2, ul, figure, ...; `text` for words that stand between blocks. */
  tag: string;
  /** What is read, in one line. */
  text: string;
  /** Equal for two blocks that say and look the same. */
  key: string;
}

export interface Article {
  blocks: Block[];
  /** What surrounded all blocks and was taken off, outermost first. */
  wrappers: Wrapper[];
}

interface Wrapper {
  open: string;
  close: string;
}

/** Elements that stand in a line of text; everything else is a block of its own. */
const INLINE = new Set("a abbr b br cite code del em i img ins kbd mark q s samp small span strong sub sup time u".split(" "));
const WRAPPING = new Set(["div", "section", "article", "main"]);
/** Attributes that platforms add and take away by themselves. */
const SILENT = ["loading", "srcset", "sizes", "decoding"];

/**
 * Each text as blocks. A box around the whole text is taken off when all texts have it, or the box would be the only piece.
 * Nothing but white space between blocks is left out.
 */
export function articlesOf(texts: readonly string[]): Article[] {
  const wrappers: Wrapper[] = [];
  let roots: Element[] = texts.map(bodyOf);
  for (;;) {
    const inner = roots.map(onlyBox);
    const [first] = inner;
    if (!first || !inner.every((one): one is Element => one !== null && tagsOf(one).open === tagsOf(first).open)) break;
    wrappers.push(tagsOf(first));
    roots = inner;
  }
  return roots.map((root) => ({ blocks: blocksIn(root), wrappers }));
}

/** The blocks of one text. */
export function blocksOf(html: string): Block[] {
  return blocksIn(bodyOf(html));
}

/** One text out of blocks. */
export function htmlOf(blocks: readonly Block[], wrappers: readonly Wrapper[] = []): string {
  const inside = blocks.map((block) => block.html).join("\n");
  return wrappers.map((one) => one.open).join("") + inside + wrappers.map((one) => one.close).reverse().join("");
}

function onlyBox(root: Element): Element | null {
  const [box] = root.children;
  if (root.children.length !== 1 || box === undefined || !WRAPPING.has(nameOf(box)) || box.children.length === 0) return null;
  return [...root.childNodes].every((node) => node === box || isBlank(node)) ? box : null;
}

function tagsOf(element: Element): Wrapper {
  const shell = element.cloneNode(false) as Element;
  const close = `</${nameOf(element)}>`;
  return { open: shell.outerHTML.slice(0, -close.length), close };
}

function blocksIn(root: Element): Block[] {
  const blocks: Block[] = [];
  let loose: Node[] = [];
  const close = (): void => {
    if (!loose.every(isBlank)) blocks.push(looseBlock(loose));
    loose = [];
  };
  for (const node of root.childNodes) {
    if (node instanceof Element && !INLINE.has(nameOf(node))) {
      close();
      blocks.push(block(nameOf(node), node.outerHTML, node));
    } else if (node.nodeType !== Node.COMMENT_NODE) loose.push(node);
  }
  close();
  return blocks;
}

function looseBlock(nodes: readonly Node[]): Block {
  const box = (nodes[0]?.ownerDocument ?? document).createElement("div");
  box.append(...nodes.map((node) => node.cloneNode(true)));
  const images = box.querySelectorAll("img");
  const isPicture = images.length > 0 && box.textContent.trim() === "";
  return block(isPicture ? "img" : "text", box.innerHTML.trim(), box);
}

function block(tag: string, html: string, element: Element): Block {
  return { tag, html, text: readText(element), key: keyOf(tag, element) };
}

function keyOf(tag: string, element: Element): string {
  const shown = element.cloneNode(true) as Element;
  for (const one of [shown, ...shown.querySelectorAll("*")]) {
    for (const name of SILENT) one.removeAttribute(name);
    if (one.getAttribute("class")?.trim() === "") one.removeAttribute("class");
  }
  const html = tag === "text" || tag === "img" ? shown.innerHTML : shown.outerHTML;
  return `${tag} ${shown.querySelector("pre") !== null || tag === "pre" ? html : html.replace(/\s+/g, " ").trim()}`;
}

/** The words in a line; of a picture what it shows. */
export function readText(element: Element): string {
  const words = element.textContent.replace(/\s+/g, " ").trim();
  if (words !== "") return words;
  const alts = [...(element.matches("img") ? [element] : []), ...element.querySelectorAll("img")].map((image) => image.getAttribute("alt")?.trim() ?? "");
  return alts.filter(Boolean).join(", ");
}

const nameOf = (element: Element): string => element.tagName.toLowerCase();
const isBlank = (node: Node): boolean => !(node instanceof Element) && (node.nodeType === Node.COMMENT_NODE || (node.textContent ?? "").trim() === "");
