import { useEffect, useMemo, useRef, useState } from "react";

import { useHotkeys } from "@/shared/hooks/use-hotkeys";
import { useMedia } from "@/shared/hooks/use-media";
import { Alert } from "@/shared/ui/alert";
import { PageSection } from "@/shared/ui/page";
import { Segmented } from "@/shared/ui/segmented";

import type { ConflictTexts } from "../api/integrations";

import { DecisionBar } from "./decision-bar";
import { FieldCard } from "./field-card";
import { repeated } from "./merge/decide";
import { outcomeOf, useMerging } from "./use-merge";
import { PieceList } from "./piece-list";
import { Preview } from "./preview";
import { Sides } from "./sides";
import { useChoices } from "./use-choices";
import { useSettling } from "./use-settling";
import { Refusal } from "./refusal";

interface Props {
  texts: ConflictTexts;
  canEdit: boolean;
  reload: () => Promise<unknown>;
}

/** Where somebody makes one text of two. */
export function MergeDesk({ texts, canEdit, reload }: Props) {
  const { choices, choose, forget } = useChoices(texts.id);
  const merging = useMerging(texts);
  const { fields, text, toDecide } = merging;
  const outcome = useMemo(() => outcomeOf(merging, choices, texts.ours), [merging, choices, texts.ours]);
  const twice = useMemo(() => repeated(text, choices), [text, choices]);
  const [active, setActive] = useState<string | null>(null);
  const [view, setView] = useState<"decide" | "preview">("decide");
  const isBeside = useMedia("(min-width: 1100px)");
  const settling = useSettling({ texts, outcome, forget });
  const desk = useRef<HTMLDivElement>(null);

  const go = (id: string | undefined): void => {
    if (id === undefined) return;
    setView("decide");
    setActive(id);
  };
  const step = (by: 1 | -1): void => {
    const at = active === null ? (by === 1 ? -1 : 0) : toDecide.indexOf(active);
    go(toDecide[(at + by + toDecide.length) % toDecide.length]);
  };
  useEffect(() => {
    if (active === null) return;
    const card = desk.current?.querySelector<HTMLElement>(`[data-piece="${active}"] [data-choice-card]`);
    if (!card || card.contains(document.activeElement)) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }, [active, view]);
  const isField = fields.some((field) => field.id === active);
  const take = (side: "ours" | "theirs" | "both" | null): unknown => {
    if (active === null || !toDecide.includes(active) || (side === "both" && isField)) return false;
    choose(active, side === null ? null : { take: side });
    return true;
  };
  useHotkeys(
    {
      j: () => step(1),
      k: () => step(-1),
      "1": () => take("ours"),
      "2": () => take("theirs"),
      "3": () => take("both"),
      "0": () => take(null),
      e: () => (active === null ? false : desk.current?.querySelector<HTMLElement>(`[data-piece="${active}"] [data-edit]`)?.click()),
    },
    { enabled: canEdit && toDecide.length > 0 },
  );
  const changedFields = fields.filter((field) => field.origin !== "same");
  const place = (id: string): string => (toDecide.includes(id) ? `${toDecide.indexOf(id) + 1} of ${toDecide.length}` : "");
  const shared = { choices, choose, active, setActive, place, canEdit };
  return (
    <div ref={desk} className="grid min-w-0 gap-5">
      <Sides texts={texts} />
      {canEdit ? (
        <DecisionBar
          total={toDecide.length}
          open={outcome.open}
          isBusy={settling.isPending}
          onStep={step}
          onOpen={() => go(toDecide.find((id) => choices[id] === undefined))}
          onSave={settling.save}
          onKeep={settling.keepOurs}
          onTake={settling.takeTheirs}
        >
          {settling.error === null ? null : <Refusal error={settling.error} reload={reload} decided={toDecide.length - outcome.open} onReloaded={settling.reset} />}
        </DecisionBar>
      ) : (
        <Alert>Editors, admins and owners decide what stays. You can read both texts here.</Alert>
      )}
      {twice.map((words) => (
        <Alert key={words} tone="warning" title="This would stand in the text twice">
          “{words.length > 120 ? `${words.slice(0, 120)}…` : words}” was moved on one side, or chosen in two places. Take it out in one of them.
        </Alert>
      ))}
      {isBeside ? null : (
        <Segmented
          aria-label="View"
          value={view}
          onValueChange={setView}
          options={[
            { value: "decide", label: "Decide" },
            { value: "preview", label: "Result" },
          ]}
        />
      )}
      <div className="grid min-w-0 gap-8 min-[1100px]:grid-cols-[minmax(0,1fr)_minmax(0,28rem)] min-[1400px]:grid-cols-[minmax(0,1fr)_minmax(0,36rem)]">
        {isBeside || view === "decide" ? (
          <div className="grid min-w-0 content-start gap-8">
            {changedFields.length > 0 ? (
              <PageSection title="Title and search result">
                {changedFields.map((field) => (
                  <FieldCard key={field.id} field={field} {...shared} />
                ))}
              </PageSection>
            ) : null}
            <PageSection title="Text">
              <PieceList pieces={text.pieces} {...shared} />
            </PageSection>
          </div>
        ) : null}
        {isBeside || view === "preview" ? <Preview text={text} choices={choices} lines={outcome.lines} active={active} isBeside={isBeside} /> : null}
      </div>
    </div>
  );
}
