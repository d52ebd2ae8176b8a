/** What changed between two texts: line by line, and word by word in lines that were changed. */
import { diffArrays, diffWordsWithSpace } from "diff";

export interface Piece {
  text: string;
  isChanged: boolean;
}

export interface DiffLine {
  op: "same" | "gone" | "new";
  pieces: Piece[];
  /** Numbers in the old and in the new text, from 1; null where the line is not in it. */
  before: number | null;
  after: number | null;
}

export interface Fold {
  hidden: number;
}

const CONTEXT = 3;
/** A changed line of which less than this share is kept is shown as another line, without marks in it. */
const ALIKE = 0.3;

export function lineDiff(before: string, after: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let [old, now] = [0, 0];
  let gone: string[] = [];
  const flush = (fresh: readonly string[]) => {
    const pairs = gone.map((text, index) => {
      const partner = fresh[index];
      return partner === undefined ? null : wordMarks(text, partner);
    });
    gone.forEach((text, index) => lines.push({ op: "gone", pieces: pairs[index]?.before ?? [whole(text)], before: ++old, after: null }));
    fresh.forEach((text, index) => lines.push({ op: "new", pieces: pairs[index]?.after ?? [whole(text)], before: null, after: ++now }));
    gone = [];
  };
  for (const part of diffArrays(before.split("\n"), after.split("\n"))) {
    if (part.removed) gone = part.value;
    else if (part.added) flush(part.value);
    else {
      flush([]);
      for (const text of part.value) lines.push({ op: "same", pieces: [whole(text)], before: ++old, after: ++now });
    }
  }
  flush([]);
  return lines;
}

function whole(text: string): Piece {
  return { text, isChanged: false };
}

function wordMarks(before: string, after: string): { before: Piece[]; after: Piece[] } | null {
  const parts = diffWordsWithSpace(before, after);
  const kept = parts.filter((part) => !part.added && !part.removed).reduce((sum, part) => sum + part.value.trim().length, 0);
  if (kept < ALIKE * Math.max(before.length, after.length)) return null;
  return {
    before: parts.filter((part) => !part.added).map((part) => ({ text: part.value, isChanged: part.removed })),
    after: parts.filter((part) => !part.removed).map((part) => ({ text: part.value, isChanged: part.added })),
  };
}

/** The changed lines with some around them; longer runs that stayed the same are folded. */
export function folded(lines: readonly DiffLine[]): (DiffLine | Fold)[] {
  const near = new Set<number>();
  lines.forEach((line, index) => {
    if (line.op === "same") return;
    for (let at = index - CONTEXT; at <= index + CONTEXT; at += 1) near.add(at);
  });
  const shown: (DiffLine | Fold)[] = [];
  let hidden = 0;
  lines.forEach((line, index) => {
    if (!near.has(index)) {
      hidden += 1;
      return;
    }
    if (hidden > 0) shown.push({ hidden });
    hidden = 0;
    shown.push(line);
  });
  if (hidden > 0) shown.push({ hidden });
  return shown;
}
