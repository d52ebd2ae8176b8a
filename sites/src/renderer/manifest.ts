import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const manifestSchema = z.object({
  version: z.literal(1),
  files: z.record(z.string(), z.object({ sha256: z.string(), size: z.int() })),
});

/** List of the files of one version by path; `manifest.json` itself is not in it. */
export type Manifest = z.output<typeof manifestSchema>;
export type ManifestFile = Manifest["files"][string];

/** The manifest of a version, or null when the folder holds none that can be read. */
export function readManifest(folder: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
  } catch {
    return null;
  }
}
