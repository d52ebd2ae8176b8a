/** Colours that stay readable, whatever accent a customer picks. */

type Rgb = readonly [number, number, number];

/** WCAG 2.2, 1.4.3 asks 4.5:1 for text; the margin covers rounding to whole channel values. */
const MIN_CONTRAST = 4.6;

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Relative luminance, WCAG 2.2 definition. */
function luminance([r, g, b]: Rgb): number {
  const linear = (channel: number) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Contrast ratio of two colours written as #rrggbb, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(parse(one)), luminance(parse(other))].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/**
 * Moves a colour towards white or black until text in it is readable.
 *
 * @param color - #rrggbb
 * @param ground - #rrggbb the text stands on
 * @returns the first mix that reaches the contrast of WCAG AA; `color` itself when it already does
 */
export function readableOn(color: string, ground: string): string {
  const target: Rgb = luminance(parse(ground)) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  const from = parse(color);
  for (let step = 0; step <= 20; step += 1) {
    const mixed = from.map((channel, index) => Math.round(channel + ((target[index] ?? 0) - channel) * (step / 20)));
    const hex = `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
    if (contrast(hex, ground) >= MIN_CONTRAST) return hex;
  }
  return target[0] === 0 ? "#000000" : "#ffffff";
}
