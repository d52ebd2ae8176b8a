import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A PNG of one pixel. */
export const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/** Puts images into an assets folder. */
export function putImages(folder: string, ...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), PIXEL);
  }
}
