import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { Input, Textarea } from "@/shared/ui/input";

import { ChoiceCard } from "./choice-card";
import { MarkedLine } from "./marked";
import type { FieldPiece } from "./merge/fields";
import { fieldValue } from "./merge/fields";
import type { Deciding } from "./piece-list";
import { FIELD, ORIGIN } from "./words";

/** The title, or a line for search engines. */
export function FieldCard({ field, choices, choose, active, setActive, place, canEdit }: Deciding & { field: FieldPiece }) {
  const { label, most } = FIELD[field.name];
  const choice = choices[field.id] ?? null;
  const Control = field.name === "meta_description" ? Textarea : Input;
  const editor =
    choice?.take === "edit" ? (
      <Control aria-label={`${label} written by hand`} dir="auto" maxLength={most} value={choice.html} onChange={(event: { target: { value: string } }) => choose(field.id, { take: "edit", html: event.target.value })} />
    ) : null;
  const edit = (): void => choose(field.id, { take: "edit", html: fieldValue(field, choice ?? (field.origin === "theirs" ? { take: "theirs" } : null)) });
  if (field.origin !== "conflict" && field.origin !== "same") {
    return (
      <section aria-label={label} className="grid gap-2 rounded-lg border border-l-3 border-l-info bg-surface px-4 py-2.5">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="text-sm font-medium">{label}</h3>
          <Badge tone={ORIGIN[field.origin].tone}>{ORIGIN[field.origin].label}</Badge>
          {canEdit ? (
            <Button size="sm" variant="ghost" className="ml-auto" onClick={choice === null ? edit : () => choose(field.id, null)}>
              {choice === null ? "Edit by hand" : "Take the change"}
            </Button>
          ) : null}
        </header>
        {editor ?? <MarkedLine base={field.base} side={field.origin === "theirs" ? field.theirs : field.ours} />}
      </section>
    );
  }
  return (
    <div data-piece={field.id}>
      <ChoiceCard
        canEdit={canEdit}
        name={label}
        place={place(field.id)}
        choice={choice}
        isActive={active === field.id}
        onActive={() => setActive(field.id)}
        onTake={(side) => choose(field.id, { take: side })}
        onBoth={null}
        onEdit={edit}
        onUndo={() => choose(field.id, null)}
        base={<p dir="auto">{field.base === "" ? "Empty" : field.base}</p>}
        ours={<MarkedLine base={field.base} side={field.ours} />}
        theirs={<MarkedLine base={field.base} side={field.theirs} />}
        editor={editor}
      />
    </div>
  );
}
