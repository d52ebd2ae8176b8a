/** What comes from Word, Google Docs and web pages, made into plain structure before the editor sees it. */
import { bodyOf, cleanTree } from "@/shared/lib/article-html";

const HEADING_OF: Readonly<Record<string, string>> = { H1: "H2", H5: "H4", H6: "H4" };
const KEPT_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  A: ["href", "title"],
  OL: ["start"],
  TD: ["colspan", "rowspan"],
  TH: ["colspan", "rowspan"],
  IMG: ["src", "alt"],
};

export interface Pasted {
  html: string;
  /** Pictures that could not come along: they are uploaded under Images. */
  picturesLeft: number;
}

/** @param isOwnImage whether an address is an image of this site's */
export function cleanPaste(html: string, isOwnImage: (src: string) => boolean): Pasted {
  const body = bodyOf(html);
  for (const element of [...body.querySelectorAll("*")]) fromStyle(element);
  wordLists(body);
  let picturesLeft = 0;
  for (const image of [...body.querySelectorAll("img")]) {
    if (isOwnImage(image.getAttribute("src") ?? "")) continue;
    image.remove();
    picturesLeft += 1;
  }
  cleanTree(body);
  for (const element of [...body.querySelectorAll("*")]) plainElement(element);
  for (const element of [...body.querySelectorAll("p, h2, h3, h4, li, strong, em, a")].reverse()) {
    if (element.textContent.replace(/[\s\u00a0]+/g, "") === "" && !element.querySelector("img, br")) element.remove();
  }
  return { html: body.innerHTML, picturesLeft };
}

/** Word and Docs say bold and italic in styles, and wrap a whole document in a `<b>` that is not bold. */
function fromStyle(element: Element): void {
  const style = (element.getAttribute("style") ?? "").toLowerCase();
  const { tagName } = element;
  if ((tagName === "B" || tagName === "STRONG") && /font-weight:\s*(normal|400)/.test(style)) {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (tagName !== "SPAN" && tagName !== "FONT") return;
  let inner: Element = element;
  const wrap = (tag: string): void => {
    const mark = element.ownerDocument.createElement(tag);
    mark.append(...inner.childNodes);
    inner.append(mark);
    inner = mark;
  };
  if (/font-weight:\s*(bold|[6-9]00)/.test(style) && !element.closest("h1, h2, h3, h4, h5, h6")) wrap("strong");
  if (/font-style:\s*italic/.test(style)) wrap("em");
  if (/vertical-align:\s*super/.test(style)) wrap("sup");
  if (/vertical-align:\s*sub/.test(style)) wrap("sub");
}

/** Word's lists are paragraphs with a style and a typed bullet. */
function wordLists(body: HTMLElement): void {
  let list: { element: Element; level: number; parents: Element[] } | null = null;
  for (const paragraph of [...body.querySelectorAll("p")]) {
    const level = Number(/mso-list:[^;"]*level(\d+)/i.exec(paragraph.getAttribute("style") ?? "")?.[1] ?? 0);
    if (level === 0) {
      if (paragraph.textContent.trim() !== "") list = null;
      continue;
    }
    const bullet = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""));
    const isNumbered = /^\s*(\d+|[a-z]|[ivx]+)[.)]/i.test(bullet?.textContent ?? "");
    bullet?.remove();
    const fresh = (): Element => body.ownerDocument.createElement(isNumbered ? "ol" : "ul");
    if (list === null) {
      list = { element: fresh(), level, parents: [] };
      paragraph.before(list.element);
    }
    while (level > list.level) {
      const child = fresh();
      (list.element.lastElementChild ?? list.element.appendChild(body.ownerDocument.createElement("li"))).append(child);
      list = { element: child, level: list.level + 1, parents: [...list.parents, list.element] };
    }
    for (let parent = list.parents.at(-1); level < list.level && parent; parent = list.parents.at(-1)) list = { element: parent, level: list.level - 1, parents: list.parents.slice(0, -1) };
    const item = body.ownerDocument.createElement("li");
    item.append(...paragraph.childNodes);
    list.element.append(item);
    paragraph.remove();
  }
}

/** Boxes, spans and decoration go; headings fit under the page's title. */
function plainElement(element: Element): void {
  const { tagName } = element;
  if (["SPAN", "SECTION", "U", "SMALL", "MARK"].includes(tagName)) {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (tagName === "DIV") {
    const holdsBlocks = element.querySelector("p, div, ul, ol, table, h1, h2, h3, h4, h5, h6, blockquote, pre, figure") !== null;
    if (holdsBlocks) element.replaceWith(...element.childNodes);
    else rename(element, "P");
    return;
  }
  const kept = KEPT_ATTRIBUTES[tagName] ?? [];
  for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name);
  if (tagName === "A") {
    const href = unwrapped(element.getAttribute("href") ?? "");
    if (href === "" || href.startsWith("#")) {
      element.replaceWith(...element.childNodes);
      return;
    }
    element.setAttribute("href", href);
  }
  if (HEADING_OF[tagName]) rename(element, HEADING_OF[tagName]);
}

/** The address behind a search engine's or an office suite's redirect. */
function unwrapped(href: string): string {
  try {
    const url = new URL(href);
    const target = /(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url" ? url.searchParams.get("q") : null;
    return target ?? href;
  } catch {
    return href;
  }
}

function rename(element: Element, tag: string): void {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  for (const { name, value } of element.attributes) renamed.setAttribute(name, value);
  element.replaceWith(renamed);
}
