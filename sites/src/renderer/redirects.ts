import type { SiteDefinition } from "../site/definition.ts";

type Redirect = SiteDefinition["redirects"][number];

/** What the server reads: old path without base path and trailing slash, decoded -> where it is now. */
export interface RedirectsFile {
  version: 1;
  redirects: Record<string, { to: string; status: Redirect["status"] }>;
}

/**
 * Redirects that lead somewhere: chains are followed to their end, circles and paths that are pages again are left out.
 *
 * @param redirects - as the definition lists them, the last one of a path counts
 * @param basePath - put before targets on this site
 * @param isPage - whether a normalised path is a page of this version
 */
export function resolveRedirects(redirects: readonly Redirect[], basePath: string, isPage: (path: string) => boolean): RedirectsFile {
  const byPath = new Map(redirects.map((redirect) => [normalisePath(redirect.from), redirect]));
  const resolved: RedirectsFile["redirects"] = Object.create(null) as RedirectsFile["redirects"];
  for (const [from, redirect] of byPath) {
    if (isPage(from)) continue;
    const to = follow(redirect, byPath, isPage);
    if (to !== null) resolved[from] = { to: to.startsWith("/") ? basePath + encodePath(to) : to, status: redirect.status };
  }
  return { version: 1, redirects: resolved };
}

function follow(first: Redirect, byPath: ReadonlyMap<string, Redirect>, isPage: (path: string) => boolean): string | null {
  const seen = new Set<Redirect>();
  let current = first;
  while (!seen.has(current)) {
    seen.add(current);
    const path = normalisePath(current.to);
    const next = current.to.startsWith("/") && !isPage(path) ? byPath.get(path) : undefined;
    if (next === undefined) return current.to;
    current = next;
  }
  return null;
}

/** "/old%20post/" and "/old post" are one path. */
function normalisePath(path: string): string {
  return `/${decode(path)
    .split("/")
    .filter((part) => part !== "")
    .join("/")}`;
}

function encodePath(path: string): string {
  return decode(path).split("/").map(encodeURIComponent).join("/");
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
