import type { z } from "zod";
import { definitionSchema, type SiteDefinition } from "./definition.ts";
import { DefinitionError } from "./errors.ts";
import { isSlug } from "./fields.ts";

/** First path segments the renderer itself writes to. */
const RESERVED = new Set(["page", "category", "tag", "assets", "index"]);

/**
 * Checks a definition that came from outside.
 *
 * @param input - parsed JSON of any shape
 * @returns the definition with every optional field filled in
 * @throws DefinitionError naming the first faulty field
 */
export function parseDefinition(input: unknown): SiteDefinition {
  const result = definitionSchema.safeParse(input);
  if (!result.success) throw describe(result.error);
  checkBaseUrl(result.data);
  checkReferences(result.data);
  checkPaths(result.data);
  return result.data;
}

/** Path segments of a post: its own path when it has one, else its slug. */
export function postSegments(post: { slug: string; path: string | null }): string[] {
  return post.path === null ? [post.slug] : post.path.split("/").filter((segment) => segment !== "");
}

function describe(error: z.ZodError): DefinitionError {
  const issue = error.issues[0];
  if (!issue) return new DefinitionError("$", "is not a site definition");
  if (issue.code === "unrecognized_keys") {
    return new DefinitionError(jsonPath([...issue.path, issue.keys[0] ?? ""]), "is not a field of a site definition");
  }
  const message = issue.message.startsWith("Invalid input: ") ? issue.message.slice("Invalid input: ".length) : issue.message;
  return new DefinitionError(jsonPath(issue.path), message);
}

function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((whole, key) => whole + (typeof key === "number" ? `[${key}]` : `.${String(key)}`), "$");
}

function checkBaseUrl({ site }: SiteDefinition): void {
  const url = new URL(site.base_url);
  if (url.username || url.password || url.search || url.hash) {
    throw new DefinitionError("$.site.base_url", "must hold no user name, query or fragment");
  }
  if (url.pathname.replace(/\/$/, "") !== site.base_path) {
    throw new DefinitionError("$.site.base_path", `must be the path of base_url, which is "${url.pathname.replace(/\/$/, "")}"`);
  }
}

function checkReferences({ posts, categories, authors, assets_root }: SiteDefinition): void {
  unique(categories, "$.categories");
  unique(authors, "$.authors");
  const categorySlugs = new Set(categories.map(({ slug }) => slug));
  const authorSlugs = new Set(authors.map(({ slug }) => slug));
  posts.forEach((post, index) => {
    const at = `$.posts[${index}]`;
    post.categories.forEach((slug, position) => {
      if (!categorySlugs.has(slug)) throw new DefinitionError(`${at}.categories[${position}]`, `names the unknown category "${slug}"`);
    });
    if (post.author !== null && !authorSlugs.has(post.author)) {
      throw new DefinitionError(`${at}.author`, `names the unknown author "${post.author}"`);
    }
    if (assets_root === null && (post.image !== null || post.images.length > 0)) {
      throw new DefinitionError("$.assets_root", `is needed because ${at} has images`);
    }
  });
}

function unique(items: readonly { slug: string }[], at: string): void {
  const seen = new Set<string>();
  items.forEach(({ slug }, index) => {
    if (seen.has(slug)) throw new DefinitionError(`${at}[${index}].slug`, `"${slug}" is used twice`);
    seen.add(slug);
  });
}

/** Posts and pages share one space of paths; two of them at one place would overwrite each other. */
function checkPaths({ posts, pages }: SiteDefinition): void {
  const taken = new Map<string, string>();
  const claim = (segments: string[], at: string) => {
    if (segments.length === 0 || segments.length > 10 || !segments.every(isSlug)) {
      throw new DefinitionError(at, "must be one to ten slugs joined by slashes");
    }
    if (RESERVED.has(segments[0] ?? "")) throw new DefinitionError(at, `"${segments[0] ?? ""}" is kept for pages of the renderer`);
    const path = segments.join("/");
    const holder = taken.get(path);
    if (holder !== undefined) throw new DefinitionError(at, `"${path}" is already the address of ${holder}`);
    taken.set(path, at);
  };
  posts.forEach((post, index) => {
    claim(postSegments(post), `$.posts[${index}].${post.path === null ? "slug" : "path"}`);
  });
  pages.forEach((page, index) => {
    claim([page.slug], `$.pages[${index}].slug`);
  });
}
