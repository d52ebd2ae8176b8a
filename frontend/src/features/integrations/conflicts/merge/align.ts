/** Which block of a changed text is which block of the text it came from. */
import { diffArrays } from "diff";

import type { Block } from "./blocks";

const ALIKE = 0.3; // shared words, of the longer block; below it is another text
const MOST_COMPARED = 40_000; // pairs of blocks in one changed stretch; longer ones are compared near by only
const MOST_PAIRED = 1_000_000; // where even that is too much, blocks are paired in their order
const NEAR = 12;

/**
 * For each block of `base` its place in `side`, or -1 where it was taken out. Places only rise: what was moved counts as taken
 * out here and put in there.
 */
export function align(base: readonly Block[], side: readonly Block[]): number[] {
  const places = base.map(() => -1);
  let [i, j] = [0, 0];
  let removed = 0;
  for (const part of diffArrays(base.map((one) => one.key), side.map((one) => one.key))) {
    if (part.removed) {
      removed = part.value.length;
      continue;
    }
    if (part.added) {
      pair(base, side, [i, i + removed], [j, j + part.value.length], places);
      i += removed;
      j += part.value.length;
    } else {
      i += removed;
      for (let at = 0; at < part.value.length; at += 1) places[i + at] = j + at;
      i += part.value.length;
      j += part.value.length;
    }
    removed = 0;
  }
  return places;
}

type Range = readonly [from: number, to: number];

/** Pairs inside a changed stretch: first those that are alike, then what is left between them, in order. */
function pair(base: readonly Block[], side: readonly Block[], old: Range, now: Range, places: number[]): void {
  const pairs = alikePairs(base, side, old, now);
  let [i, j] = [old[0], now[0]];
  for (const [a, b] of [...pairs, [old[1], now[1]] as const]) {
    pairInOrder(base, side, [i, a], [j, b], places);
    if (a < old[1]) places[a] = b;
    [i, j] = [a + 1, b + 1];
  }
}

function pairInOrder(base: readonly Block[], side: readonly Block[], old: Range, now: Range, places: number[]): void {
  let j = now[0];
  for (let i = old[0]; i < old[1] && j < now[1]; i += 1) {
    const one = base[i];
    const other = side[j];
    if (!one || !other || isHeading(one) !== isHeading(other)) continue;
    places[i] = j;
    j += 1;
  }
}

/** The pairs of blocks that share the most words altogether, in the order of both texts. */
function alikePairs(base: readonly Block[], side: readonly Block[], old: Range, now: Range): (readonly [number, number])[] {
  const [height, width] = [old[1] - old[0], now[1] - now[0]];
  if (height === 0 || width === 0 || height * width > MOST_PAIRED) return [];
  const left = base.slice(...old).map(wordsIn);
  const right = side.slice(...now).map(wordsIn);
  const isLong = height * width > MOST_COMPARED;
  const slope = width / height;
  const score = (i: number, j: number): number => {
    if (isLong && Math.abs(j - i * slope) > NEAR) return 0;
    const [a, b] = [base[old[0] + i], side[now[0] + j]];
    const [mine, yours] = [left[i], right[j]];
    return a && b && mine && yours ? likeness(a, b, mine, yours) : 0;
  };
  const row = width + 1;
  const scores = new Float64Array(height * width);
  const best = new Float64Array((height + 1) * row);
  for (let i = height - 1; i >= 0; i -= 1) {
    for (let j = width - 1; j >= 0; j -= 1) {
      const like = score(i, j);
      scores[i * width + j] = like;
      const both = like > 0 ? like + (best[(i + 1) * row + j + 1] ?? 0) : 0;
      best[i * row + j] = Math.max(both, best[(i + 1) * row + j] ?? 0, best[i * row + j + 1] ?? 0);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < height && j < width; ) {
    const like = scores[i * width + j] ?? 0;
    const here = best[i * row + j] ?? 0;
    if (like > 0 && here === like + (best[(i + 1) * row + j + 1] ?? 0)) {
      pairs.push([old[0] + i, now[0] + j]);
      i += 1;
      j += 1;
    } else if (here === (best[(i + 1) * row + j] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

function likeness(a: Block, b: Block, mine: ReadonlySet<string>, yours: ReadonlySet<string>): number {
  if (isHeading(a) !== isHeading(b)) return 0;
  if (mine.size === 0 || yours.size === 0) return mine.size === yours.size && a.tag === b.tag ? ALIKE : 0;
  let shared = 0;
  for (const word of mine) if (yours.has(word)) shared += 1;
  const like = shared / Math.max(mine.size, yours.size);
  return like >= ALIKE ? like : 0;
}

const isHeading = (block: Block): boolean => /^h[1-6]$/.test(block.tag);
const wordsIn = (block: Block): Set<string> => new Set(block.text.toLowerCase().match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}]+|\p{Emoji_Presentation}/gu));
