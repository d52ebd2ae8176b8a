/** Google cuts titles and descriptions by their width in pixels, not by characters. */

export const TITLE_FONT = "20px Arial, sans-serif";
export const DESCRIPTION_FONT = "14px Arial, sans-serif";
export const TITLE_PX = 580;
export const DESCRIPTION_PX = { desktop: 920, phone: 680 } as const;
export type Device = keyof typeof DESCRIPTION_PX;

export type Measure = (text: string, font: string) => number;

let context: CanvasRenderingContext2D | null | undefined;

/** Width in CSS pixels, as this browser would draw it; estimated where it has no canvas. */
export const measureText: Measure = (text, font) => {
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return text.length * (Number.parseInt(font, 10) || 14) * 0.5;
  context.font = font;
  return context.measureText(text).width;
};

export interface Cut {
  /** What is shown, with the ellipsis when it is cut. */
  shown: string;
  /** Width of the whole text in pixels. */
  width: number;
  isCut: boolean;
}

const END = " ...";

/** `text` as a result page shows it in `limit` pixels: whole words, then an ellipsis. */
export function cutToWidth(text: string, limit: number, font: string, measure: Measure = measureText): Cut {
  const line = text.replace(/\s+/g, " ").trim();
  const width = measure(line, font);
  if (width <= limit) return { shown: line, width, isCut: false };
  const words = line.split(" ");
  let low = 0;
  let high = words.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(words.slice(0, middle).join(" ") + END, font) <= limit) low = middle;
    else high = middle - 1;
  }
  if (low > 0) return { shown: words.slice(0, low).join(" ").replace(/[\s,;:–-]+$/u, "") + END, width, isCut: true };
  // One word that is wider than the line is cut inside.
  let letters = Array.from(new Intl.Segmenter().segment(line), (part) => part.segment);
  while (letters.length > 0 && measure(letters.join("") + "...", font) > limit) letters = letters.slice(0, -1);
  return { shown: `${letters.join("")}...`, width, isCut: true };
}
