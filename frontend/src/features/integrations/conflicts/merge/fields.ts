/** The lines beside the text: title and what search engines show. Each is one piece. */
import type { Schema } from "@/shared/api/client";

import type { Choice } from "./decide";
import { checksum, type Origin } from "./merge";

type Side = Schema<"SideOut">;

export type FieldName = "title" | "meta_title" | "meta_description";
export const FIELD_NAMES: readonly FieldName[] = ["title", "meta_title", "meta_description"];

export interface FieldPiece {
  id: string;
  name: FieldName;
  origin: Origin;
  base: string;
  ours: string;
  theirs: string;
}

export function fieldPieces(sides: { base: Side; ours: Side; theirs: Side }): FieldPiece[] {
  return FIELD_NAMES.map((name) => {
    const [base, ours] = [line(sides.base[name]), line(sides.ours[name])];
    // Many websites do not tell what search engines are shown; silence is no wish to delete ours.
    const told = line(sides.theirs[name]);
    const theirs = told === "" ? base : told;
    const origin = ours === theirs ? (ours === base ? "same" : "agreed") : theirs === base ? "ours" : ours === base ? "theirs" : "conflict";
    return { id: `${name}-${checksum([base, ours, theirs].join("\f"))}`, name, origin, base, ours, theirs };
  });
}

/** The line that was chosen; ours until then. */
export function fieldValue(piece: FieldPiece, choice: Choice | null): string {
  if (choice?.take === "edit") return line(choice.html);
  return choice?.take === "theirs" ? piece.theirs : piece.ours;
}

const line = (text: string): string => text.replace(/\s+/g, " ").trim();
