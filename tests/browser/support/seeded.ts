/** The account that pages are looked at with. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Login } from "./api.ts";
import { output } from "./environment.ts";

export interface Seeded {
  owner: Login;
  editor: Login;
  viewer: Login;
  /** Somebody else's account, with one content. */
  stranger: Login & { siteId: string; contentId: string };
  site: { id: string; slug: string };
  ids: Record<"sector" | "cluster" | "content" | "reviewed" | "import" | "integration", string>;
}

export const seedFile = join(output, "..", "seeded.json");
export const seeded = (): Seeded => JSON.parse(readFileSync(seedFile, "utf8")) as Seeded;
