import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "./files.ts";
import type { SiteRoute } from "./routing.ts";

/** The platform makes keys of 32 hexadecimal digits; no page of a site has such a name with this ending. */
const KEY_FILE = /^([0-9a-f]{32})\.txt$/;

/**
 * The key a request asks for, when the site has it: search engines read `/{key}.txt` to see that whoever tells them of
 * changed pages may speak for the site. Keys belong to the site and not to a version of it, so they outlive deployments.
 *
 * @param root - data folder; `indexnow/{siteId}` lists a site's keys, one a line
 */
export async function keyNamed(root: string, { siteId, segments }: SiteRoute): Promise<string | null> {
  const key = segments.length === 1 ? KEY_FILE.exec(segments[0] ?? "")?.[1] : undefined;
  if (key === undefined) return null;
  const keys = await readFile(join(root, "indexnow", siteId), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return "";
    throw error;
  });
  return keys.split("\n").includes(key) ? key : null;
}
