import type { ImageDefinition } from "./definition.ts";

/**
 * A whole tag of serialised HTML. Quoted values are taken as a whole, so mark-up inside an attribute is never mistaken for
 * a tag: `alt="<h2 "` stays the text it is.
 */
const TAG = /<(\/?)([a-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>/gi;

/** Replaces tags one by one; text and comments between them stay untouched. */
function rewriteTags(html: string, rewrite: (tag: string, name: string) => string): string {
  return html.replace(TAG, (tag, slash: string, name: string) => rewrite(tag, slash + name.toLowerCase()));
}

/**
 * Fits sanitised HTML into a page: declared images are put in, wide tables get a frame that scrolls, also by keyboard.
 * Everything else stays as it is.
 *
 * An `<img>` whose `src` is the declared file name gets the published link. Declared images the text does not mention stand
 * one each in front of the second and later h2 headings, the rest at the end.
 *
 * @param html - sanitised HTML with double-quoted attributes
 * @param images - declared in-article images
 * @param links - published link by declared file name
 */
export function fitHtml(html: string, images: readonly ImageDefinition[], links: ReadonlyMap<string, string>): string {
  const declared = new Set(images.map(({ file }) => file));
  const mentioned = new Set<string>();
  const linked = rewriteTags(html, (tag, name) => {
    if (name === "table") return `<div class="scroller" role="group" tabindex="0">${tag}`;
    if (name === "/table") return `${tag}</div>`;
    if (name !== "img") return tag;
    return tag.replace(/(\ssrc=")([^"]*)/i, (whole, before: string, source: string) => {
      const file = source.replaceAll("&amp;", "&");
      const link = declared.has(file) ? links.get(file) : undefined;
      if (link === undefined) return whole;
      mentioned.add(file);
      return before + escape(link);
    });
  });
  const waiting = images.filter(({ file }) => !mentioned.has(file)).map((image) => figure(image, links));
  if (waiting.length === 0) return linked;
  let headings = 0;
  const placed = rewriteTags(linked, (tag, name) => {
    if (name !== "h2") return tag;
    headings += 1;
    return headings === 1 ? tag : (waiting.shift() ?? "") + tag;
  });
  return placed + waiting.join("");
}

function figure({ file, alt, width, height, caption }: ImageDefinition, links: ReadonlyMap<string, string>): string {
  const size = width !== null && height !== null ? ` width="${width}" height="${height}"` : "";
  const image = `<img src="${escape(links.get(file) ?? file)}" alt="${escape(alt)}"${size} loading="lazy" decoding="async">`;
  return `<figure>${image}${caption === null ? "" : `<figcaption>${escape(caption)}</figcaption>`}</figure>`;
}

/** Makes links that start at the host's root absolute, for readers that show the text away from the site. */
export function absoluteLinks(html: string, absolute: (href: string) => string): string {
  return rewriteTags(html, (tag) =>
    tag.replace(/(\s(?:href|src)=")(\/(?!\/)[^"]*)/gi, (_, before: string, href: string) => before + absolute(href)),
  );
}

function escape(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
