import { createHash } from "node:crypto";
import { closeSync, constants, linkSync, mkdirSync, openSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { SiteError } from "../site/errors.ts";
import { readManifest, type ManifestFile } from "./manifest.ts";

/** The folder a version is written to. It refuses paths outside itself and files that were written already. */
export class OutputFolder {
  readonly root: string;
  /** Files that are new on disk, absolute; linked ones were made durable by the version they come from. */
  readonly written: string[] = [];
  readonly folders = new Set<string>();
  linked = 0;
  private readonly files = new Map<string, ManifestFile>();
  private readonly previous: { root: string; pathByHash: ReadonlyMap<string, string> } | null;

  /**
   * @param folder - missing or empty
   * @param previous - folder of an earlier version on the same file system; equal files become hard links to it
   * @throws SiteError with code `output_not_empty`
   */
  constructor(folder: string, previous: string | null) {
    ensureFolder(resolve(folder));
    this.root = realpathSync(folder);
    if (readdirSync(this.root).length > 0) throw new SiteError("output_not_empty", `The output folder ${folder} is not empty.`);
    this.folders.add(this.root);
    this.previous = previous === null ? null : openPrevious(previous);
  }

  /**
   * Adds one file.
   *
   * @param path - relative to the folder, with forward slashes
   * @throws SiteError with code `path_outside` or `path_collision`
   */
  add(path: string, content: string | Buffer): void {
    const target = this.locate(path);
    if (this.files.has(path)) throw new SiteError("path_collision", `Two pages want the file ${path}.`);
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    this.makeFolder(dirname(target));
    if (this.link(target, path, sha256, bytes)) this.linked += 1;
    else {
      // "wx" also refuses what a file system takes for the same name, such as other letter case.
      writeFileSync(target, bytes, { flag: "wx" });
      this.written.push(target);
    }
    this.files.set(path, { sha256, size: bytes.length });
  }

  /** Writes the list of all files; its presence says that the version is complete. */
  finish(): { files: number; bytes: number } {
    const files = Object.fromEntries([...this.files].sort(([a], [b]) => (a < b ? -1 : 1)));
    const target = join(this.root, "manifest.json");
    writeFileSync(target, JSON.stringify({ version: 1, files }), { flag: "wx" });
    this.written.push(target);
    return { files: this.files.size, bytes: [...this.files.values()].reduce((sum, { size }) => sum + size, 0) };
  }

  /** Takes back everything, so that the same folder can be tried again. */
  discard(): void {
    for (const name of readdirSync(this.root)) rmSync(join(this.root, name), { recursive: true, force: true });
  }

  private locate(path: string): string {
    const target = resolve(this.root, path);
    const isInside = target.startsWith(this.root + sep);
    if (!isInside || path.includes("\0") || path === "manifest.json") {
      throw new SiteError("path_outside", `The file ${JSON.stringify(path)} does not belong in the output folder.`);
    }
    return target;
  }

  private makeFolder(folder: string): void {
    if (this.folders.has(folder)) return;
    this.makeFolder(dirname(folder));
    mkdirSync(folder);
    this.folders.add(folder);
  }

  /** Links instead of writing when the previous version holds these very bytes; the bytes are compared, not only the hash. */
  private link(target: string, path: string, sha256: string, bytes: Buffer): boolean {
    if (this.previous === null) return false;
    const { root, pathByHash } = this.previous;
    const known = pathByHash.get(`${sha256} ${path}`) ?? pathByHash.get(sha256);
    if (known === undefined) return false;
    const source = resolve(root, known);
    if (!source.startsWith(root + sep)) return false;
    try {
      if (!readPlainFile(source).equals(bytes)) return false;
      linkSync(source, target);
      return true;
    } catch {
      // Gone, on another file system, or linked too often: an ordinary file is always right.
      return false;
    }
  }
}

/** The content of a file that is no symbolic link. */
function readPlainFile(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Node's own recursive mkdir never returns where the file system refuses with ENOENT, as /proc does. */
function ensureFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    ensureFolder(dirname(folder));
    mkdirSync(folder);
  }
}

function openPrevious(folder: string): { root: string; pathByHash: Map<string, string> } | null {
  const manifest = readManifest(folder);
  if (manifest === null) return null;
  const pathByHash = new Map<string, string>();
  for (const [path, { sha256 }] of Object.entries(manifest.files)) pathByHash.set(sha256, path).set(`${sha256} ${path}`, path);
  return { root: realpathSync(folder), pathByHash };
}
