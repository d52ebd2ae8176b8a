import { memo } from "react";

import { SafeHtml } from "@/shared/ui/safe-html";

import { ChoiceCard } from "./choice-card";
import { HandEditor } from "./hand-editor";
import { Marked, READING } from "./marked";
import type { Block } from "./merge/blocks";
import { blocksFor } from "./merge/decide";
import type { Piece } from "./merge/merge";
import { pieceName } from "./names";
import type { Deciding } from "./piece-list";

const htmlOf = (blocks: readonly Block[]): string => blocks.map((block) => block.html).join("");

/** A piece of the text that both sides changed. */
export const PieceCard = memo(function PieceCard({ piece, choices, choose, active, setActive, place, canEdit }: Deciding & { piece: Piece }) {
  const choice = choices[piece.id] ?? null;
  const name = pieceName(piece);
  return (
    <ChoiceCard
      canEdit={canEdit}
      name={name}
      place={place(piece.id)}
      choice={choice}
      isActive={active === piece.id}
      onActive={() => setActive(piece.id)}
      onTake={(side) => choose(piece.id, { take: side })}
      onBoth={piece.ours.length > 0 && piece.theirs.length > 0 ? () => choose(piece.id, { take: "both" }) : null}
      onEdit={() => choose(piece.id, { take: "edit", html: htmlOf(choice === null ? (piece.ours.length > 0 ? piece.ours : piece.theirs) : blocksFor(piece, choice)) })}
      onUndo={() => choose(piece.id, null)}
      base={piece.base.length === 0 ? <p>There was nothing here.</p> : <SafeHtml html={htmlOf(piece.base)} className={`${READING} text-base`} />}
      ours={<Marked base={piece.base} side={piece.ours} />}
      theirs={<Marked base={piece.base} side={piece.theirs} />}
      editor={choice?.take === "edit" ? <HandEditor label={`${name} written by hand`} html={choice.html} onChange={(html) => choose(piece.id, { take: "edit", html })} /> : null}
    />
  );
});
