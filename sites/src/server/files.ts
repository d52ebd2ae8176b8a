import { constants } from "node:fs";
import { open, readdir, realpath, type FileHandle } from "node:fs/promises";
import { dirname, extname, join, sep } from "node:path";

/** An open file of one version. Whoever receives it closes the handle. */
export interface SiteFile {
  handle: FileHandle;
  size: number;
  mtime: Date;
  /** Changes with the content: versions are never edited in place, so a file's identity and time tell it. */
  etag: string;
  contentType: string;
  isText: boolean;
  /** The name holds a hash of the content. */
  isImmutable: boolean;
}

const TYPES: Readonly<Record<string, { type: string; isText: boolean }>> = {
  ".html": { type: "text/html; charset=utf-8", isText: true },
  ".css": { type: "text/css; charset=utf-8", isText: true },
  ".txt": { type: "text/plain; charset=utf-8", isText: true },
  ".xml": { type: "application/xml; charset=utf-8", isText: true },
  ".woff2": { type: "font/woff2", isText: false },
  ".avif": { type: "image/avif", isText: false },
  ".gif": { type: "image/gif", isText: false },
  ".jpeg": { type: "image/jpeg", isText: false },
  ".jpg": { type: "image/jpeg", isText: false },
  ".png": { type: "image/png", isText: false },
  ".webp": { type: "image/webp", isText: false },
};

/** Written for the platform and this server, not for visitors. Lower case, because some file systems ignore it. */
const PRIVATE = new Set(["manifest.json", "_redirects.json"]);

/**
 * Opens a file of a version.
 *
 * @param version - folder of the version
 * @param segments - checked path segments
 * @returns null when there is no such file, when it is private, of no known type, or reached through a link
 */
export async function openFile(version: string, segments: readonly string[]): Promise<SiteFile | null> {
  const path = segments.join("/");
  const type = TYPES[extname(path)];
  if (type === undefined || PRIVATE.has(path.toLowerCase())) return null;
  let handle: FileHandle | undefined;
  try {
    const root = await realpath(version);
    const file = join(root, ...segments);
    if (!file.startsWith(root + sep) || (await realpath(file)) !== file) return null;
    handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = await handle.stat({ bigint: true });
    if (!stat.isFile()) {
      await handle.close();
      return null;
    }
    return {
      handle,
      size: Number(stat.size),
      mtime: stat.mtime,
      etag: `${stat.ino.toString(36)}-${stat.size.toString(36)}-${stat.mtimeNs.toString(36)}`,
      contentType: path === "feed.xml" ? "application/rss+xml; charset=utf-8" : type.type,
      isText: type.isText,
      isImmutable: segments[0] === "assets",
    };
  } catch (error) {
    await handle?.close();
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * A stylesheet or font of another kept version. A page that was fetched just before a switch still asks for the files it
 * names; their names hold their hash, so what is found is what was meant. Images are not looked for: a picture taken off a
 * site is off the site.
 */
export async function openThemeFile(version: string, segments: readonly string[]): Promise<SiteFile | null> {
  if (segments[0] !== "assets" || ![".css", ".woff2"].includes(extname(segments.at(-1) ?? ""))) return null;
  const client = dirname(version);
  const versions = (await readdir(client)).filter((name) => /^v\d+$/.test(name)).sort((a, b) => Number(b.slice(1)) - Number(a.slice(1)));
  for (const name of versions) {
    const file = await openFile(join(client, name), segments);
    if (file) return file;
  }
  return null;
}

const MISSING = new Set(["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "ENXIO", "EISDIR"]);

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && MISSING.has(String(error.code));
}
