import { readableOn } from "./color.ts";
import css from "./theme.css";

/** Grounds text stands on: page and raised surface. They repeat `--ground` and `--raised` of theme.css. */
const LIGHT_GROUNDS = ["#fdfcfa", "#f4f1ec"] as const;
const DARK_GROUNDS = ["#131211", "#1e1c1a"] as const;
const DEFAULT_ACCENT = "#3d4eac";

const LATIN =
  "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD";
const LATIN_EXT =
  "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF";

/** One self-hosted font file and where it applies. */
export interface ThemeFont {
  name: string;
  style: "normal" | "italic";
  range: string;
}

export const fonts: readonly ThemeFont[] = (["normal", "italic"] as const).flatMap((style) => [
  { name: `source-serif-4-latin-wght-${style}.woff2`, style, range: LATIN },
  { name: `source-serif-4-latin-ext-wght-${style}.woff2`, style, range: LATIN_EXT },
]);

/** The font of the first words on a page, worth fetching before the stylesheet asks for it. */
export const PRELOADED_FONT = "source-serif-4-latin-wght-normal.woff2";

/**
 * The stylesheet of one site.
 *
 * @param accent - the customer's colour as #rrggbb, or null for the theme's own
 * @param fontFile - file of a font relative to the stylesheet
 */
export function stylesheet(accent: string | null, fontFile: (name: string) => string): string {
  const wanted = accent?.toLowerCase() ?? DEFAULT_ACCENT;
  const readable = (grounds: readonly string[]) => grounds.reduce(readableOn, wanted);
  const faces = fonts
    .map(
      ({ name, style, range }) =>
        `@font-face{font-family:"Source Serif 4 Variable";font-style:${style};font-weight:200 900;font-display:swap;` +
        `src:url(${fontFile(name)}) format("woff2");unicode-range:${range}}`,
    )
    .join("");
  const scheme = `:root{--accent:${readable(LIGHT_GROUNDS)}}@media (prefers-color-scheme:dark){:root{--accent:${readable(DARK_GROUNDS)}}}`;
  return `${faces}${css}${scheme}`;
}

/** A favicon: the first letter of the site's name on its accent. */
export function iconDataUrl(siteName: string, accent: string | null): string {
  const [first] = new Intl.Segmenter().segment(siteName);
  const letter = (first?.segment ?? "").toUpperCase().replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
  const ground = readableOn(accent?.toLowerCase() ?? DEFAULT_ACCENT, "#ffffff");
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${ground}"/>` +
    `<text x="16" y="23" text-anchor="middle" font-family="Georgia,serif" font-size="20" font-weight="700" fill="#fff">${letter}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
