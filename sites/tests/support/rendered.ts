import { mkdtempSync, readFileSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { after } from "node:test";
import { rmSync } from "node:fs";
import { renderSite, type RenderResult } from "../../src/renderer/render-site.ts";

/** Folder of the package, seen from build/tests/. */
export const PACKAGE = join(import.meta.dirname, "../..");

/** A folder that is gone after the test file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "igny8-sites-"));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface Rendered {
  folder: string;
  result: RenderResult;
  files: string[];
  read: (path: string) => string;
}

export async function render(definition: unknown, options: { out?: string; previous?: string; fsync?: boolean } = {}): Promise<Rendered> {
  const folder = options.out ?? join(scratch(), "v1");
  const result = await renderSite(definition, {
    out: folder,
    previous: options.previous ?? null,
    fsync: options.fsync ?? false,
    fontFolder: join(PACKAGE, "dist/fonts"),
  });
  return { folder, result, files: listFiles(folder), read: (path) => readFileSync(join(folder, path), "utf8") };
}

/** Paths of all files below a folder, with forward slashes, sorted. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => relative(folder, join(folder, path)).split(sep).join("/"))
    .sort();
}
