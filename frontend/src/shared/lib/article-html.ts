/**
 * What may stand in an article, as the server's sanitiser has it: the editor produces nothing that would be taken away.
 * Works on inert documents, so that nothing in a text is loaded or run while it is looked at.
 */

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"];
export const ALLOWED_TAGS: ReadonlySet<string> = new Set([
  ...HEADINGS,
  ..."p br hr div span section ul ol li dl dt dd table caption thead tbody tfoot tr th td colgroup col figure figcaption img a".split(" "),
  ..."blockquote q cite code pre kbd samp strong b em i u s del ins mark small sub sup abbr time details summary".split(" "),
]);
/** Gone with everything in them. */
const OPAQUE = new Set("script style noscript template iframe object embed svg math title textarea".split(" "));
export const ALLOWED_CLASSES: ReadonlySet<string> = new Set(["alignleft", "alignright", "aligncenter", "alignwide", "alignfull", "note", "warning", "tip", "lead"]);
const EVERYWHERE = ["id", "lang", "dir", "class"];
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ["href", "title", "rel", "hreflang"],
  img: ["src", "alt", "title", "width", "height", "loading", "srcset", "sizes"],
  blockquote: ["cite"],
  q: ["cite"],
  ol: ["start", "reversed", "type"],
  th: ["colspan", "rowspan", "scope"],
  td: ["colspan", "rowspan"],
  col: ["span"],
  colgroup: ["span"],
  time: ["datetime"],
  abbr: ["title"],
  details: ["open"],
  del: ["cite", "datetime"],
  ins: ["cite", "datetime"],
};
const IS_NUMBER = /^\d{1,5}$/;
const IS_ID = /^[a-z0-9-]{1,80}$/;
const IS_LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

/** Absolute with http, https or mailto, or relative without tricks. */
export function isSafeUrl(url: string): boolean {
  const text = url.trim();
  // Browsers drop control characters, which would let a scheme hide in them.
  if (/[\u0000-\u0020\u007f\\]/.test(text) || text.startsWith("//")) return false;
  const scheme = /^([^/?#]*?):/.exec(text)?.[1];
  return scheme === undefined || ["http", "https", "mailto"].includes(scheme.toLowerCase());
}

export function allowedClasses(value: string | null | undefined): string | null {
  const kept = (value ?? "").split(/\s+/).filter((name) => ALLOWED_CLASSES.has(name));
  return kept.length > 0 ? kept.join(" ") : null;
}

/** The value as the server would store it, or null where it would take the attribute away. */
export function allowedAttribute(tag: string, name: string, value: string): string | null {
  if (!EVERYWHERE.includes(name) && !(ATTRIBUTES[tag] ?? []).includes(name)) return null;
  switch (name) {
    case "class":
      return allowedClasses(value);
    case "id":
      return IS_ID.test(value) ? value : null;
    case "lang":
    case "hreflang":
      return IS_LANGUAGE.test(value) ? value : null;
    case "dir":
      return ["ltr", "rtl", "auto"].includes(value) ? value : null;
    case "loading":
      return ["lazy", "eager"].includes(value) ? value : null;
    case "scope":
      return ["row", "col", "rowgroup", "colgroup"].includes(value) ? value : null;
    case "type":
      return ["1", "a", "A", "i", "I"].includes(value) ? value : null;
    case "width":
    case "height":
    case "colspan":
    case "rowspan":
    case "span":
    case "start":
      return IS_NUMBER.test(value) ? value : null;
    case "href":
    case "cite":
      return isSafeUrl(value) ? value : null;
    case "src":
      return isSafeUrl(value) && !value.startsWith("mailto:") ? value : null;
    case "srcset":
      return value.split(",").every((one) => isSafeUrl(one.trim().split(/\s+/)[0] ?? "")) ? value : null;
    default:
      return value;
  }
}

/** An inert document around `html`. */
export function bodyOf(html: string): HTMLElement {
  return new DOMParser().parseFromString(`<!doctype html><body>${html}`, "text/html").body;
}

/** Take away from `root`, in place, what the server would take away. */
export function cleanTree(root: ParentNode): void {
  for (const node of [...root.childNodes]) {
    if (node.nodeType === Node.COMMENT_NODE) node.remove();
    if (!(node instanceof Element)) continue;
    const tag = node.tagName.toLowerCase();
    if (OPAQUE.has(tag)) {
      node.remove();
      continue;
    }
    cleanTree(node);
    if (!ALLOWED_TAGS.has(tag)) {
      node.replaceWith(...node.childNodes);
      continue;
    }
    for (const { name, value } of [...node.attributes]) {
      const kept = allowedAttribute(tag, name, value);
      if (kept === null) node.removeAttribute(name);
      else if (kept !== value) node.setAttribute(name, kept);
    }
  }
}

/** `html` without what the server would take away. */
export function cleanHtml(html: string): string {
  const body = bodyOf(html);
  cleanTree(body);
  return body.innerHTML;
}
