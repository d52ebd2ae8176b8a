import { useMemo } from "react";

import type { ConflictTexts } from "../api/integrations";

import { type Choices, resultOf } from "./merge/decide";
import { type FieldName, type FieldPiece, fieldPieces, fieldValue } from "./merge/fields";
import { merge, type Merge } from "./merge/merge";

export interface Merging {
  text: Merge;
  fields: readonly FieldPiece[];
  /** Ids of what a person has to decide, in the order it is shown. */
  toDecide: readonly string[];
}

export function useMerging({ base, ours, theirs }: Pick<ConflictTexts, "base" | "ours" | "theirs">): Merging {
  return useMemo(() => {
    const text = merge(base.html, ours.html, theirs.html);
    const fields = fieldPieces({ base, ours, theirs });
    return { text, fields, toDecide: [...fields, ...text.pieces].filter((piece) => piece.origin === "conflict").map((piece) => piece.id) };
  }, [base, ours, theirs]);
}

export interface Outcome {
  html: string;
  lines: Record<FieldName, string>;
  /** How many wait for a decision. */
  open: number;
}

export function outcomeOf({ text, fields, toDecide }: Merging, choices: Choices, ours: ConflictTexts["ours"]): Outcome {
  const { html } = resultOf(text, choices);
  // Where everything is ours, it is ours to the letter.
  const isOurs = text.pieces.every((piece) => (choices[piece.id]?.take ?? (piece.origin === "theirs" ? "theirs" : "ours")) === "ours");
  const lines = { title: "", meta_title: "", meta_description: "" };
  for (const field of fields) lines[field.name] = fieldValue(field, choices[field.id] ?? (field.origin === "theirs" ? { take: "theirs" } : null));
  return { html: isOurs ? ours.html : html, lines, open: toDecide.filter((id) => choices[id] === undefined).length };
}
