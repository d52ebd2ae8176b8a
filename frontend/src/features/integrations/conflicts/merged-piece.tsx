import { useState } from "react";

import { cn } from "@/shared/lib/cn";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { Segmented } from "@/shared/ui/segmented";

import { HandEditor } from "./hand-editor";
import { Marked } from "./marked";
import { blocksFor, type Choice, choiceOf } from "./merge/decide";
import type { Piece } from "./merge/merge";
import { pieceName } from "./names";
import type { Deciding } from "./piece-list";
import { ORIGIN } from "./words";

/** A piece that was merged by itself: which side changed it, what changed, and a way to decide otherwise. */
export function MergedPiece({ piece, choices, choose, canEdit }: Deciding & { piece: Piece }) {
  const [isAsked, setIsAsked] = useState(choices[piece.id] !== undefined);
  if (piece.origin === "same") return null;
  const { label } = ORIGIN[piece.origin];
  const choice = choiceOf(piece, choices);
  const name = pieceName(piece);
  const side = piece.origin === "theirs" ? piece.theirs : piece.ours;
  const what = piece.base.length === 0 ? "put in" : side.length === 0 ? "taken out" : "changed";
  const set = (take: Choice["take"]): void => choose(piece.id, take === "edit" ? { take, html: blocksFor(piece, choice ?? { take: "ours" }).map((block) => block.html).join("") } : { take });
  return (
    <section aria-label={`${name} ${what}: ${label}`} className={cn("rounded-lg border border-l-3 bg-surface", piece.origin === "agreed" ? "border-l-success" : "border-l-info")}>
      <header className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-2">
        <h3 className="text-sm font-medium">
          {name} {what}
        </h3>
        <Badge tone={ORIGIN[piece.origin].tone}>{label}</Badge>
        {canEdit && !isAsked ? (
          <Button size="sm" variant="ghost" className="ml-auto" onClick={() => setIsAsked(true)}>
            Decide otherwise
          </Button>
        ) : null}
      </header>
      <Marked base={piece.base} side={side} className="px-4 pt-1 pb-3" />
      {isAsked && canEdit ? (
        <div className="grid gap-3 border-t px-4 py-2">
          <Segmented<Choice["take"]>
            aria-label={`What stays of this ${name.toLowerCase()}`}
            value={choice?.take ?? "ours"}
            onValueChange={set}
            options={[
              { value: piece.origin === "theirs" ? "theirs" : "ours", label: "The change" },
              ...(piece.origin === "agreed" ? [] : [{ value: piece.origin === "theirs" ? ("ours" as const) : ("theirs" as const), label: "As it was" }]),
              { value: "edit", label: "By hand" },
            ]}
          />
          {choice?.take === "edit" ? <HandEditor label={`${name} written by hand`} html={choice.html} onChange={(html) => choose(piece.id, { take: "edit", html })} /> : null}
        </div>
      ) : null}
    </section>
  );
}
