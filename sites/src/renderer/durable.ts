import { open } from "node:fs/promises";
import { dirname } from "node:path";
import type { OutputFolder } from "./output.ts";

/** File syncs in flight: the journal groups them, more than the thread pool holds would only queue. */
const PARALLEL = 4;

/** Returns when the version survives a power cut: files first, then the folders that name them, then the folder above. */
export async function makeDurable(output: OutputFolder): Promise<void> {
  await syncAll(output.written);
  await syncAll([...output.folders, dirname(output.root)]);
}

async function syncAll(paths: readonly string[]): Promise<void> {
  const queue = paths.values();
  const work = async () => {
    for (const path of queue) {
      const handle = await open(path, "r");
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
}
