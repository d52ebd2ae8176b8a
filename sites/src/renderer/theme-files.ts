import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fonts, PRELOADED_FONT, stylesheet } from "../site/theme.ts";
import type { OutputFolder } from "./output.ts";

/** Where the theme's files ended up, relative to the output folder. */
export interface ThemeFiles {
  stylesheet: string;
  preloadFont: string;
}

/**
 * Writes stylesheet and fonts under names made of their content.
 *
 * @param fontFolder - folder with the font files the build put beside the renderer
 */
export function writeTheme(accent: string | null, fontFolder: string, output: OutputFolder): ThemeFiles {
  const names = new Map<string, string>();
  for (const { name } of fonts) {
    const bytes = readFileSync(join(fontFolder, name));
    const hashed = `fonts/${name.replace(/\.woff2$/, `-${hash(bytes)}.woff2`)}`;
    output.add(`assets/${hashed}`, bytes);
    names.set(name, hashed);
  }
  const css = stylesheet(accent, (name) => names.get(name) ?? name);
  const path = `assets/site-${hash(css)}.css`;
  output.add(path, css);
  return { stylesheet: path, preloadFont: `assets/${names.get(PRELOADED_FONT) ?? ""}` };
}

function hash(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 12);
}
