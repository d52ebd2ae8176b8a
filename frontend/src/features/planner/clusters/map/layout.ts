/**
 * Where the clusters lie on the map: every pillar in the middle of its spokes, groups beside each other. The same clusters always
 * come out in the same places. Pure; lengths are in the map's own units.
 */
import { packEnclose, packSiblings } from "d3-hierarchy";

import type { MapNode } from "../../api/clusters";

export interface Bubble {
  node: MapNode;
  x: number;
  y: number;
  r: number;
}

/** A pillar with its spokes: the circle around them. */
export interface Ring {
  pillarId: string;
  name: string;
  x: number;
  y: number;
  r: number;
}

export interface Layout {
  bubbles: Bubble[];
  rings: Ring[];
  width: number;
  height: number;
}

interface Circle {
  x: number;
  y: number;
  r: number;
}

const SMALLEST = 8;
const LARGEST = 64;
/** Radius of a cluster of which nobody knows the volume. */
export const UNKNOWN = 7;
const GAP = 3;
const RING_ROOM = 16;
const MARGIN = 12;
/** Up to so many circles are laid out to the shape of the window; more of them in a round. */
const MOST_SHAPED = 70;
const ANGLES = 20;

/** Area by volume. */
export function radiusOf(volume: number | null, largest: number): number {
  if (volume === null) return UNKNOWN;
  return largest <= 0 ? SMALLEST : SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.max(0, volume) / largest);
}

/** @param aspect width by height of the place it is drawn in */
export function layOut(nodes: readonly MapNode[], aspect: number): Layout {
  const largest = Math.max(0, ...nodes.map((node) => node.total_volume ?? 0));
  const circleOf = (node: MapNode) => ({ node, x: 0, y: 0, r: radiusOf(node.total_volume, largest) });
  const { groups, loose } = grouped(nodes);
  const shape = Math.min(2.4, Math.max(0.5, aspect));
  const isOne = groups.length === 1 && loose.length === 0;
  const packed = groups.map((members) => {
    const bubbles = members.map(circleOf);
    pack(bubbles, isOne ? shape : 1);
    const { x, y, r } = packEnclose(bubbles);
    for (const bubble of bubbles) {
      bubble.x -= x;
      bubble.y -= y;
    }
    return { bubbles, x: 0, y: 0, r: r + RING_ROOM };
  });
  const parts = [...packed, ...loose.map((node) => ({ bubbles: [circleOf(node)], x: 0, y: 0, r: radiusOf(node.total_volume, largest) + GAP }))].sort((a, b) => b.r - a.r);
  if (!isOne) pack(parts, shape);
  const bubbles = parts.flatMap((part) => part.bubbles.map((bubble) => ({ ...bubble, x: bubble.x + part.x, y: bubble.y + part.y })));
  const rings = isOne ? [] : packed.flatMap(({ bubbles: [first], x, y, r }) => (first ? [{ pillarId: first.node.id, name: first.node.name, x, y, r: r - RING_ROOM / 2 }] : []));
  return framed(bubbles, rings);
}

/** Pillars first, each with its spokes by volume; what belongs to none is loose. */
function grouped(nodes: readonly MapNode[]): { groups: MapNode[][]; loose: MapNode[] } {
  const sorted = [...nodes].sort((a, b) => (b.total_volume ?? -1) - (a.total_volume ?? -1) || (a.id < b.id ? -1 : 1));
  const groups = new Map<string, MapNode[]>();
  for (const node of sorted) if (node.role === "pillar") groups.set(node.id, [node]);
  const loose: MapNode[] = [];
  for (const node of sorted) {
    if (node.role === "pillar") continue;
    const group = node.pillar_id === null ? undefined : groups.get(node.pillar_id);
    (group ?? loose).push(node);
  }
  return { groups: [...groups.values()], loose };
}

/** Puts circles beside each other without overlap, the first in the middle. */
function pack(circles: Circle[], shape: number): void {
  if (circles.length > MOST_SHAPED || shape === 1) {
    const padded = circles.map(({ r }) => ({ r: r + GAP / 2 }));
    packSiblings(padded).forEach(({ x, y }, at) => Object.assign(circles[at] ?? {}, { x, y }));
    return;
  }
  const placed: Circle[] = [];
  for (const circle of circles) {
    const at = placed.length === 0 ? { x: 0, y: 0 } : nearest(circle.r, placed, shape);
    circle.x = at.x;
    circle.y = at.y;
    placed.push(circle);
  }
}

/** The free place beside one of the circles that is nearest to the middle, where sideways counts less on a wide map. */
function nearest(r: number, placed: readonly Circle[], shape: number): { x: number; y: number } {
  let best = { x: 0, y: 0 };
  let least = Infinity;
  for (const beside of placed) {
    const reach = beside.r + r + GAP;
    for (let step = 0; step < ANGLES; step += 1) {
      const angle = (step / ANGLES) * 2 * Math.PI;
      const x = beside.x + reach * Math.cos(angle);
      const y = beside.y + reach * Math.sin(angle);
      const cost = (x / shape) ** 2 + y ** 2;
      if (cost >= least - 1e-9 || placed.some((one) => Math.hypot(one.x - x, one.y - y) < one.r + r + GAP - 1e-6)) continue;
      best = { x, y };
      least = cost;
    }
  }
  return best;
}

/** Moved so that everything lies between 0 and width, 0 and height. */
function framed(bubbles: Bubble[], rings: Ring[]): Layout {
  const all: Circle[] = [...bubbles, ...rings];
  if (all.length === 0) return { bubbles, rings, width: 0, height: 0 };
  const left = Math.min(...all.map(({ x, r }) => x - r)) - MARGIN;
  const top = Math.min(...all.map(({ y, r }) => y - r)) - MARGIN;
  const width = Math.max(...all.map(({ x, r }) => x + r)) + MARGIN - left;
  const height = Math.max(...all.map(({ y, r }) => y + r)) + MARGIN - top;
  const moved = <Any extends Circle>(one: Any): Any => ({ ...one, x: one.x - left, y: one.y - top });
  return { bubbles: bubbles.map(moved), rings: rings.map(moved), width, height };
}

/** The bubble at a place, or none. */
export function bubbleAt(bubbles: readonly Bubble[], x: number, y: number, slack = 0): Bubble | undefined {
  let found: Bubble | undefined;
  let least = slack;
  for (const bubble of bubbles) {
    const away = Math.hypot(bubble.x - x, bubble.y - y) - bubble.r;
    if (away <= least) {
      found = bubble;
      least = away;
    }
  }
  return found;
}

export type Direction = "left" | "right" | "up" | "down";

/** The next bubble in a direction: near, and more along the direction than beside it. */
export function nextBubble(bubbles: readonly Bubble[], from: Bubble | undefined, direction: Direction): Bubble | undefined {
  if (from === undefined) return largestOf(bubbles);
  const [dx, dy] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[direction] as [number, number];
  let best: Bubble | undefined;
  let least = Infinity;
  for (const bubble of bubbles) {
    const [x, y] = [bubble.x - from.x, bubble.y - from.y];
    const along = x * dx + y * dy;
    const beside = Math.abs(x * dy) + Math.abs(y * dx);
    if (along <= 0 || beside > along * 1.6) continue;
    const cost = along + beside * 2;
    if (cost < least) {
      best = bubble;
      least = cost;
    }
  }
  return best ?? from;
}

function largestOf(bubbles: readonly Bubble[]): Bubble | undefined {
  return bubbles.reduce<Bubble | undefined>((best, bubble) => (best === undefined || bubble.r > best.r ? bubble : best), undefined);
}
