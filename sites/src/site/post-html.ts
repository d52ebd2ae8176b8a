import type { ImageDefinition } from "./definition.ts";

/**
 * Puts a post's declared images into its sanitised HTML and changes nothing else.
 *
 * An `<img>` whose `src` is the declared file name gets the published link. Declared images the text does not mention stand
 * one each in front of the second and later h2 headings, the rest at the end.
 *
 * @param html - sanitised HTML with double-quoted attributes
 * @param images - declared in-article images
 * @param links - published link by declared file name
 */
export function placeImages(html: string, images: readonly ImageDefinition[], links: ReadonlyMap<string, string>): string {
  if (images.length === 0) return html;
  const declared = new Set(images.map(({ file }) => file));
  const mentioned = new Set<string>();
  const linked = html.replace(/<img\b[^>]*>/gi, (tag) =>
    tag.replace(/(\ssrc=")([^"]*)(")/i, (whole, before: string, source: string, after: string) => {
      const file = source.replaceAll("&amp;", "&");
      const link = declared.has(file) ? links.get(file) : undefined;
      if (link === undefined) return whole;
      mentioned.add(file);
      return before + escape(link) + after;
    }),
  );
  const waiting = images.filter(({ file }) => !mentioned.has(file)).map((image) => figure(image, links));
  if (waiting.length === 0) return linked;
  let headings = 0;
  const placed = linked.replace(/<h2\b/gi, (heading) => {
    headings += 1;
    return headings === 1 ? heading : (waiting.shift() ?? "") + heading;
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
  return html.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/(\s(?:href|src)=")(\/(?!\/)[^"]*)/gi, (_, before: string, href: string) => before + absolute(href)),
  );
}

function escape(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
