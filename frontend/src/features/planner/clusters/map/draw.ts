/** Draws the map on a canvas: two thousand bubbles in a few milliseconds. */
import { INTENT_GROUPS, intentGroup } from "../../lib/opportunity";
import type { Bubble, Layout, Ring } from "./layout";
import type { Size, View } from "./view";

export interface Marks {
  hovered: string;
  focused: string;
  opened: string;
  /** Those that are found; null when nobody searches. */
  found: ReadonlySet<string> | null;
}

export interface Ink {
  intents: readonly string[];
  text: string;
  muted: string;
  faint: string;
  ground: string;
  line: string;
  onFill: string;
  accent: string;
  font: string;
}

const LETTER_FROM = 8;
const LABEL_FROM = 24;
const MOST_LINES = 3;

/** The colours of the theme as they are now. */
export function inkOf(element: HTMLElement): Ink {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    intents: INTENT_GROUPS.map(({ color }) => value(color.slice(4, -1))),
    text: value("--text"),
    muted: value("--muted"),
    faint: value("--faint"),
    ground: value("--surface"),
    line: value("--line-strong"),
    onFill: value("--on-accent"),
    accent: value("--accent"),
    font: style.fontFamily,
  };
}

/** The letter that stands for an intent beside its colour. */
export function letterOf(intent: string): string {
  return intent === "" ? "?" : intent.charAt(0).toUpperCase();
}

export function draw(context: CanvasRenderingContext2D, layout: Layout, view: View, size: Size, marks: Marks, ink: Ink): void {
  const ratio = context.canvas.width / Math.max(1, size.width);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const ring of layout.rings) drawRing(context, ring, view, ink, marks.found !== null);
  for (const bubble of layout.bubbles) {
    const [x, y, r] = [bubble.x * view.scale + view.x, bubble.y * view.scale + view.y, bubble.r * view.scale];
    if (x + r < 0 || y + r < 0 || x - r > size.width || y - r > size.height) continue;
    drawBubble(context, bubble, x, y, r, marks, ink);
  }
  context.globalAlpha = 1;
}

function circle(context: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  context.beginPath();
  context.arc(x, y, Math.max(0.5, r), 0, 2 * Math.PI);
}

function drawRing(context: CanvasRenderingContext2D, ring: Ring, view: View, ink: Ink, isDim: boolean): void {
  circle(context, ring.x * view.scale + view.x, ring.y * view.scale + view.y, ring.r * view.scale);
  context.globalAlpha = isDim ? 0.02 : 0.045;
  context.fillStyle = ink.text;
  context.fill();
  context.globalAlpha = isDim ? 0.15 : 0.35;
  context.strokeStyle = ink.line;
  context.lineWidth = 0.75;
  context.setLineDash([]);
  context.stroke();
}

function drawBubble(context: CanvasRenderingContext2D, { node }: Bubble, x: number, y: number, r: number, marks: Marks, ink: Ink): void {
  const color = ink.intents[intentGroup(node.intent)] ?? ink.line;
  const strength = marks.found === null || marks.found.has(node.id) ? 1 : 0.14;
  circle(context, x, y, r);
  context.globalAlpha = strength * (node.is_covered ? 1 : 0.12);
  context.fillStyle = color;
  context.fill();
  context.globalAlpha = strength;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.setLineDash(node.total_volume === null ? [3, 3] : []);
  context.stroke();
  context.setLineDash([]);
  if (node.role === "pillar") {
    circle(context, x, y, r + 3);
    context.lineWidth = 1.5;
    context.stroke();
  }
  const mark = marks.focused === node.id || marks.opened === node.id ? ink.accent : marks.hovered === node.id ? ink.muted : null;
  if (mark !== null) {
    circle(context, x, y, r + (node.role === "pillar" ? 6 : 3.5));
    context.globalAlpha = 1;
    context.strokeStyle = mark;
    context.lineWidth = 2;
    context.stroke();
  }
  context.globalAlpha = strength;
  label(context, node.name, letterOf(node.intent), x, y, r, node.is_covered ? ink.onFill : ink.text, ink.font);
}

function label(context: CanvasRenderingContext2D, name: string, letter: string, x: number, y: number, r: number, color: string, font: string): void {
  if (r < LETTER_FROM) return;
  context.fillStyle = color;
  if (r >= LABEL_FROM) {
    const size = Math.min(15, Math.max(11, r / 4.5));
    context.font = `500 ${size}px ${font}`;
    const lines = wrapped(context, name, r, size);
    if (lines !== null) {
      lines.forEach((line, at) => context.fillText(line, x, y + (at - (lines.length - 1) / 2) * size * 1.2));
      // The intent's letter below the name, where there is room: colour does not say it alone.
      const below = (lines.length / 2) * size * 1.2 + 7;
      if (below + 6 < r * 0.92) {
        context.font = `600 10px ${font}`;
        context.globalAlpha *= 0.75;
        context.fillText(letter, x, y + Math.max(below, r * 0.72));
      }
      return;
    }
  }
  context.font = `600 ${Math.min(14, Math.max(9, r * 0.85))}px ${font}`;
  context.fillText(letter, x, y + 0.5);
}

/** Lines that fit into the circle, or null. */
function wrapped(context: CanvasRenderingContext2D, name: string, r: number, size: number): string[] | null {
  const words = name.split(/\s+/);
  for (let lines = 1; lines <= MOST_LINES; lines += 1) {
    const tallest = (lines * size * 1.2) / 2;
    if (tallest >= r) return null;
    const width = 2 * Math.sqrt(r * r - tallest * tallest) - 4;
    const fitted = fill(words, lines, (text) => context.measureText(text).width <= width);
    if (fitted !== null) return fitted;
  }
  return null;
}

export function fill(words: readonly string[], most: number, fits: (text: string) => boolean): string[] | null {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line === "" || lines.length + 1 === most || !fits(word)) return null;
    lines.push(line);
    line = word;
  }
  return [...lines, line];
}
