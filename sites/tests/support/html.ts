import { parse, type DefaultTreeAdapterTypes, type ParserError } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** A parsed page. */
export interface HtmlPage {
  /** Elements of a tag name, in document order. */
  all: (name: string) => Element[];
  errors: string[];
}

export function parseHtml(html: string): HtmlPage {
  const errors: string[] = [];
  const document = parse(html, {
    onParseError: ({ code }: ParserError) => {
      errors.push(code);
    },
  });
  const elements = [...walk(document)];
  return { all: (name) => elements.filter(({ tagName }) => tagName === name), errors };
}

export function attr(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((attribute) => attribute.name === name)?.value;
}

export function textOf(node: Node | undefined): string {
  if (node === undefined) return "";
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

/** The content of a meta element by name or property. */
export function metaOf(page: HtmlPage, name: string): string | undefined {
  return attr(
    page.all("meta").find((element) => attr(element, "name") === name || attr(element, "property") === name),
    "content",
  );
}

export function canonicalOf(page: HtmlPage): string | undefined {
  return attr(
    page.all("link").find((element) => attr(element, "rel") === "canonical"),
    "href",
  );
}

function* walk(node: Node): Generator<Element> {
  if ("tagName" in node) yield node;
  if ("childNodes" in node) for (const child of node.childNodes) yield* walk(child);
}
