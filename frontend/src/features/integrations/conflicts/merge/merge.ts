/**
 * Two texts that left a common one, brought together block by block. What only one side changed is taken from there; what both
 * changed is left to a person. Every block of both sides stands in exactly one piece, so that nothing is lost silently.
 */
import { diffArrays } from "diff";

import { align } from "./align";
import { type Article, articlesOf, type Block } from "./blocks";

/**
 * same: nobody changed it. ours, theirs: only that side did. agreed: both made the same change. conflict: both changed it,
 * and not in the same way.
 */
export type Origin = "same" | "ours" | "theirs" | "agreed" | "conflict";

export interface Piece {
  /** Of what it holds and which of its kind it is: the same piece has it again when another one changed meanwhile. */
  id: string;
  origin: Origin;
  /** What both had before, and what each side has now; empty where it is not there. */
  base: readonly Block[];
  ours: readonly Block[];
  theirs: readonly Block[];
}

export interface Merge {
  pieces: readonly Piece[];
  wrappers: Article["wrappers"];
}

export function merge(base: string, ours: string, theirs: string): Merge {
  const [before, mine, yours] = articlesOf([base, ours, theirs]);
  if (!before || !mine || !yours) return { pieces: [], wrappers: [] };
  const here = placesOf(before.blocks, mine.blocks);
  const there = placesOf(before.blocks, yours.blocks);
  const pieces: Draft[] = [];
  for (let at = 0; at <= before.blocks.length; at += 1) {
    pieces.push(...inserted(here.before[at] ?? [], there.before[at] ?? []));
    const old = before.blocks[at];
    if (old !== undefined) pieces.push(changed(old, here.now[at] ?? null, there.now[at] ?? null));
  }
  return { pieces: named(pieces), wrappers: before.wrappers };
}

type Draft = Omit<Piece, "id">;

interface Places {
  /** What became of each block of the base. */
  now: (Block | null)[];
  /** What was put in before each block of the base, and behind the last one. */
  before: Block[][];
}

function placesOf(base: readonly Block[], side: readonly Block[]): Places {
  const places = align(base, side);
  const now = places.map((place) => side[place] ?? null);
  const before: Block[][] = Array.from({ length: base.length + 1 }, () => []);
  const cameFrom = new Map(places.map((place, at) => [place, at]));
  let gap = 0;
  side.forEach((block, at) => {
    const from = cameFrom.get(at);
    if (from === undefined) before[gap]?.push(block);
    else gap = from + 1;
  });
  return { now, before };
}

function changed(base: Block, ours: Block | null, theirs: Block | null): Draft {
  const isOurs = ours?.key !== base.key;
  const isTheirs = theirs?.key !== base.key;
  const origin = !isOurs && !isTheirs ? "same" : !isTheirs ? "ours" : !isOurs ? "theirs" : ours?.key === theirs?.key ? "agreed" : "conflict";
  return { origin, base: [base], ours: some(ours), theirs: some(theirs) };
}

const some = (block: Block | null): Block[] => (block === null ? [] : [block]);

/** What both put in at one place: the common part once, what stands alone by itself, and what meets as a choice. */
function inserted(ours: readonly Block[], theirs: readonly Block[]): Draft[] {
  const drafts: Draft[] = [];
  let mine: Block[] = [];
  let yours: Block[] = [];
  const close = (): void => {
    if (mine.length > 0 && yours.length > 0) drafts.push({ origin: "conflict", base: [], ours: mine, theirs: yours });
    else if (mine.length > 0) drafts.push(...mine.map((block): Draft => ({ origin: "ours", base: [], ours: [block], theirs: [] })));
    else drafts.push(...yours.map((block): Draft => ({ origin: "theirs", base: [], ours: [], theirs: [block] })));
    [mine, yours] = [[], []];
  };
  for (const part of diffArrays([...ours], [...theirs], { comparator: (a, b) => a.key === b.key })) {
    if (part.removed) mine.push(...part.value);
    else if (part.added) yours.push(...part.value);
    else {
      close();
      drafts.push(...part.value.map((block): Draft => ({ origin: "agreed", base: [], ours: [block], theirs: [block] })));
    }
  }
  close();
  return drafts;
}

function named(drafts: readonly Draft[]): Piece[] {
  const seen = new Map<string, number>();
  return drafts.map((draft) => {
    const sum = checksum([draft.base, draft.ours, draft.theirs].map((blocks) => blocks.map((block) => block.key).join("\n")).join("\f"));
    const nth = seen.get(sum) ?? 0;
    seen.set(sum, nth + 1);
    return { ...draft, id: nth === 0 ? sum : `${sum}-${nth}` };
  });
}

/** 53 bits of a text: enough to tell pieces of one article apart. */
export function checksum(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
