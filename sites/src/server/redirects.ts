import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const fileSchema = z.object({
  version: z.literal(1),
  redirects: z.record(z.string(), z.object({ to: z.string(), status: z.union([z.literal(301), z.literal(302), z.literal(307), z.literal(308)]) })),
});

export interface Redirect {
  to: string;
  status: 301 | 302 | 307 | 308;
}

/** Sites whose redirects stay in memory; more would only be read again. */
const KEPT = 500;

/** Redirects of versions, read once per file. */
export class RedirectTable {
  private readonly tables = new Map<string, ReadonlyMap<string, Redirect>>();

  /**
   * @param version - folder of the version
   * @param segments - decoded path segments of a page that does not exist
   */
  async find(version: string, segments: readonly string[]): Promise<Redirect | null> {
    const file = join(version, "_redirects.json");
    try {
      const { ino, mtimeNs } = await stat(file, { bigint: true });
      const table = await this.load(file, `${file} ${ino} ${mtimeNs}`);
      return table.get(`/${segments.join("/")}`) ?? null;
    } catch {
      // A version without a readable table has no redirects; its pages are served all the same.
      return null;
    }
  }

  private async load(file: string, key: string): Promise<ReadonlyMap<string, Redirect>> {
    const known = this.tables.get(key);
    if (known) return known;
    const { redirects } = fileSchema.parse(JSON.parse(await readFile(file, "utf8")));
    const table = new Map(Object.entries(redirects));
    const oldest = this.tables.keys().next();
    if (this.tables.size >= KEPT && !oldest.done) this.tables.delete(oldest.value);
    this.tables.set(key, table);
    return table;
  }
}
