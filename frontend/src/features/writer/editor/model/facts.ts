/** What the text is made of, read from its HTML: what the checklist looks at. */
import { bodyOf } from "@/shared/lib/article-html";
import { countWords } from "./words";

export interface HeadingFact {
  level: number;
  text: string;
}
export interface LinkFact {
  href: string;
  text: string;
  isInternal: boolean;
}
export interface TextFacts {
  words: number;
  headings: HeadingFact[];
  firstParagraph: string;
  longParagraphs: number;
  images: { src: string; alt: string }[];
  links: LinkFact[];
}

const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, summary, pre, blockquote, div, section, caption, br";
const LONG_WORDS = 150;

/** @param host of the site, for instance `example.com`: links there are internal */
export function factsOf(html: string, host: string): TextFacts {
  const body = bodyOf(html);
  const paragraphs = [...body.querySelectorAll("p")].map((one) => textOf(one)).filter(Boolean);
  return {
    words: countWords(spacedText(body)),
    headings: [...body.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((one) => ({ level: Number(one.tagName.slice(1)), text: textOf(one) })),
    firstParagraph: paragraphs[0] ?? "",
    longParagraphs: paragraphs.filter((text) => countWords(text) > LONG_WORDS).length,
    images: [...body.querySelectorAll("img")].map((one) => ({ src: one.getAttribute("src") ?? "", alt: (one.getAttribute("alt") ?? "").trim() })),
    links: [...body.querySelectorAll("a[href]")].map((one) => {
      const href = one.getAttribute("href") ?? "";
      return { href, text: textOf(one), isInternal: isInternal(href, host) };
    }),
  };
}

function textOf(element: Element): string {
  return element.textContent.replace(/\s+/g, " ").trim();
}

/** The text with a space between blocks, so that words of neighbours do not grow together. Changes `body`. */
function spacedText(body: HTMLElement): string {
  for (const element of body.querySelectorAll(BLOCKS)) element.append(" ");
  return body.textContent;
}

function isInternal(href: string, host: string): boolean {
  if (!/^[a-z]+:/i.test(href)) return true;
  try {
    return bare(new URL(href).hostname) === bare(host);
  } catch {
    return false;
  }
}

const bare = (host: string): string => host.toLowerCase().replace(/^www\./, "");

/** Lower case without accents and punctuation, single spaces. */
export function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** `whole` when the words stand together in order, `parts` when all are there somewhere, else `none`. A plural s is the same word. */
export function mentions(text: string, keyword: string): "whole" | "parts" | "none" {
  const words = plain(text).split(" ").map(singular);
  const wanted = plain(keyword).split(" ").map(singular).filter(Boolean);
  if (wanted.length === 0) return "none";
  if (` ${words.join(" ")} `.includes(` ${wanted.join(" ")} `)) return "whole";
  return wanted.every((word) => words.includes(word)) ? "parts" : "none";
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}
