/** What a person decided about the pieces, and the text that comes of it. */
import { type Block, blocksOf, htmlOf } from "./blocks";
import type { Merge, Piece } from "./merge";

export type Choice = { take: "ours" | "theirs" | "both" } | { take: "edit"; html: string };
export type Choices = Readonly<Record<string, Choice>>;

/** What is taken when nobody has said anything; null where somebody has to. */
export function defaultOf(piece: Pick<Piece, "origin">): Choice | null {
  return piece.origin === "conflict" ? null : { take: piece.origin === "theirs" ? "theirs" : "ours" };
}

export function choiceOf(piece: Piece, choices: Choices): Choice | null {
  return choices[piece.id] ?? defaultOf(piece);
}

export function blocksFor(piece: Piece, choice: Choice): readonly Block[] {
  switch (choice.take) {
    case "ours":
      return piece.ours;
    case "theirs":
      return piece.theirs;
    case "both":
      return [...piece.ours, ...piece.theirs];
    case "edit":
      return blocksOf(choice.html);
  }
}

export interface Result {
  html: string;
  /** How many pieces wait for a decision; our text stands in for them. */
  open: number;
}

export function resultOf({ pieces, wrappers }: Merge, choices: Choices): Result {
  let open = 0;
  const blocks = pieces.flatMap((piece) => {
    const choice = choiceOf(piece, choices);
    if (choice === null) open += 1;
    return choice === null ? piece.ours : blocksFor(piece, choice);
  });
  return { html: htmlOf(blocks, wrappers), open };
}

const LONG = 40;

/** Long blocks that stand in the result more often than in either text: moved on one side, or chosen twice. */
export function repeated({ pieces }: Merge, choices: Choices): string[] {
  const counts = (blocks: readonly Block[]): Map<string, number> => {
    const found = new Map<string, number>();
    for (const { text } of blocks) if (text.length >= LONG) found.set(text, (found.get(text) ?? 0) + 1);
    return found;
  };
  const ours = counts(pieces.flatMap((piece) => piece.ours));
  const theirs = counts(pieces.flatMap((piece) => piece.theirs));
  const result = counts(
    pieces.flatMap((piece) => {
      const choice = choiceOf(piece, choices);
      return choice === null ? piece.ours : blocksFor(piece, choice);
    }),
  );
  return [...result].filter(([text, times]) => times > Math.max(1, ours.get(text) ?? 0, theirs.get(text) ?? 0)).map(([text]) => text);
}
