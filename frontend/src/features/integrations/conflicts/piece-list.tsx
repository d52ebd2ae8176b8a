import { useState } from "react";

import { number } from "@/shared/lib/format";
import { SafeHtml } from "@/shared/ui/safe-html";

import type { Choice, Choices } from "./merge/decide";
import type { Piece } from "./merge/merge";
import { MergedPiece } from "./merged-piece";
import { PieceCard } from "./piece-card";

export interface Deciding {
  choices: Choices;
  choose: (id: string, choice: Choice | null) => void;
  active: string | null;
  setActive: (id: string) => void;
  /** "2 of 5" */
  place: (id: string) => string;
  canEdit: boolean;
}

/** The text from beginning to end: what is alike is folded, what was merged by itself is told, what is open is asked. */
export function PieceList({ pieces, ...deciding }: Deciding & { pieces: readonly Piece[] }) {
  if (pieces.length === 0) return <p className="text-muted">Both texts are empty.</p>;
  if (pieces.every((piece) => piece.origin === "same")) return <p className="text-muted">The text itself is the same on both sides.</p>;
  return (
    <div className="grid min-w-0 gap-3">
      {runs(pieces).map((run) => {
        const [first] = run;
        if (first === undefined) return null;
        if (first.origin === "same") return <Same key={first.id} pieces={run} />;
        return (
          <div key={first.id} data-piece={first.id} className="min-w-0">
            {first.origin === "conflict" ? <PieceCard piece={first} {...deciding} /> : <MergedPiece piece={first} {...deciding} />}
          </div>
        );
      })}
    </div>
  );
}

/** Neighbours that nobody changed together, everything else alone. */
function runs(pieces: readonly Piece[]): Piece[][] {
  const found: Piece[][] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (piece.origin === "same" && last?.[0]?.origin === "same") last.push(piece);
    else found.push([piece]);
  }
  return found;
}

function Same({ pieces }: { pieces: readonly Piece[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const [only] = pieces;
  if (isOpen) return <SafeHtml reading html={pieces.flatMap((piece) => piece.ours.map((block) => block.html)).join("")} className="px-4 text-muted" />;
  return (
    <button type="button" onClick={() => setIsOpen(true)} className="flex min-h-8 w-full min-w-0 items-center gap-2 rounded-md bg-sunken px-4 text-left text-sm text-muted hover:text-text touch:min-h-11">
      <span className="shrink-0">{pieces.length === 1 ? "Unchanged" : `${number(pieces.length)} blocks unchanged`}</span>
      <span className="truncate text-faint">{only?.ours[0]?.text}</span>
    </button>
  );
}
