import { readFile, readlink, stat } from "node:fs/promises";
import { join } from "node:path";

/** Which site a request is for, and below which path. */
export interface SiteRoute {
  siteId: string;
  /** "" on the site's own domain, "/s/{slug}" in path mode. */
  basePath: string;
  /** Segments below the base path. */
  segments: string[];
}

const SITE_ID = /^[A-Za-z0-9_-]{1,64}$/;
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/;
const VERSION = /^v\d{1,10}$/;

/** Reads the folders the platform writes; nothing is kept, so a change is seen by the next request. */
export class Routes {
  private readonly root: string;

  /** @param root - data folder with `clients/` and `routes/` */
  constructor(root: string) {
    this.root = root;
  }

  /** The site of an own domain, or null. */
  async byHost(hostHeader: string | undefined): Promise<string | null> {
    const host = (hostHeader ?? "").toLowerCase().replace(/:\d{1,5}$/, "").replace(/\.$/, "");
    return HOST.test(host) ? this.read("hosts", host) : null;
  }

  /** The site a request is for: by its domain when that is known, else by `/s/{slug}`. */
  async find(hostHeader: string | undefined, segments: readonly string[]): Promise<SiteRoute | null> {
    const owner = await this.byHost(hostHeader);
    if (owner !== null) return { siteId: owner, basePath: "", segments: [...segments] };
    const [prefix, slug, ...rest] = segments;
    if (prefix !== "s" || slug === undefined || !SLUG.test(slug)) return null;
    const siteId = await this.read("slugs", slug);
    return siteId === null ? null : { siteId, basePath: `/s/${slug}`, segments: rest };
  }

  /**
   * The folder of the version that is live now. It is resolved once per request: everything a request reads comes from it.
   */
  async currentVersion(siteId: string): Promise<string | null> {
    const client = join(this.root, "clients", siteId);
    let last: string | null = null;
    for (;;) {
      const name = await readlink(join(client, "current")).catch(() => null);
      // The same dead link twice is a fault; another one means that a switch came between reading and looking.
      if (name === null || name === last || !VERSION.test(name)) return null;
      const folder = join(client, name);
      if (await stat(folder).then((found) => found.isDirectory(), () => false)) return folder;
      last = name;
    }
  }

  private async read(kind: "hosts" | "slugs", name: string): Promise<string | null> {
    try {
      const id = (await readFile(join(this.root, "routes", kind, name), "utf8")).trim();
      return SITE_ID.test(id) ? id : null;
    } catch {
      return null;
    }
  }
}
