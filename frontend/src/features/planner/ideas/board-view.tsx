import { useInfiniteQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";

import { useCurrentSite } from "@/shared/entities/site";
import { useFillHeight } from "@/shared/hooks/use-fill-height";
import { useIsPhone } from "@/shared/hooks/use-media";
import { useStable } from "@/shared/hooks/use-stable";
import { cn } from "@/shared/lib/cn";
import { count, number } from "@/shared/lib/format";
import { statusWord } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { QueryState } from "@/shared/ui/query-state";
import { Segmented } from "@/shared/ui/segmented";
import { Skeleton } from "@/shared/ui/skeleton";

import { columnQuery, type Idea, type IdeaStatus } from "../api/ideas";
import { type Board, COLUMNS, isBoardKey, leftBehind, reachedBy, refusalOf } from "./board";
import { cardsOf } from "./board-cache";
import { IdeaCard } from "./card";

interface BoardViewProps {
  /** What the filters ask for. */
  params: Readonly<Record<string, string>>;
  canMove: boolean;
  opened: string;
  onOpen: (id: string) => void;
  onMove: (ideas: readonly Idea[], to: IdeaStatus) => Promise<boolean>;
  /** Instead of five empty columns. */
  empty: ReactNode;
}

const COLUMN_WORDS: Record<IdeaStatus, string> = {
  draft: "Ideas wait here for a yes or a no.",
  approved: "Approve an idea to put it here.",
  queued: "What the writer has a task for.",
  completed: "What is written shows up here.",
  rejected: "What you do not want, so that it is not suggested again.",
};

/** Ideas by how far they are. Dragging, a menu and keys move them. */
export function BoardView({ params, canMove, opened, onOpen, onMove, empty }: BoardViewProps) {
  const isPhone = useIsPhone();
  const [only, setOnly] = useState<IdeaStatus>("draft");
  const [dragged, setDragged] = useState<Idea | null>(null);
  const [focus, setFocus] = useState("");
  const [said, setSaid] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const height = useFillHeight(box, 420);
  const queries = useColumns(params);
  const board = useBoard(queries);
  const ids = COLUMNS.flatMap((status) => board[status].map((idea) => idea.id));
  const stop = ids.includes(focus) ? focus : (ids[0] ?? "");

  const [wanted, setWanted] = useState<{ id: string } | null>(null);
  useEffect(() => {
    if (wanted) box.current?.querySelector<HTMLElement>(`[data-card="${wanted.id}"]`)?.focus();
  }, [wanted]);

  const move = useStable(async (idea: Idea, to: IdeaStatus) => {
    const refusal = refusalOf(idea.status, to);
    const next = leftBehind(board[idea.status], new Set([idea.id]), idea.id);
    const hadFocus = document.activeElement?.getAttribute("data-card") === idea.id;
    setSaid(refusal);
    // The card is drawn anew in its new column, so the focus goes on with the work that is left.
    if (refusal === "" && to !== "queued" && hadFocus && next !== null) setWanted({ id: next });
    if (await onMove([idea], to)) setSaid(`${idea.title}: ${statusWord("idea", to).label}`);
  });
  const onKeyDown = (idea: Idea, event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isBoardKey(event.key)) setWanted({ id: reachedBy(board, idea.id, event.key) });
    else if (canMove && event.key === "a") void move(idea, "approved");
    else if (canMove && event.key === "r") void move(idea, "rejected");
    else return;
    event.preventDefault();
  };

  const isKnown = COLUMNS.every((status) => queries[status].data !== undefined);
  if (isKnown && ids.length === 0) return empty;
  const shown = isPhone ? [only] : COLUMNS;
  return (
    <div className="grid min-w-0 flex-1 content-start gap-3">
      {isPhone ? (
        <Segmented
          aria-label="Column"
          value={only}
          onValueChange={setOnly}
          options={COLUMNS.map((status) => ({ value: status, label: `${statusWord("idea", status).label} ${totalOf(queries[status].data?.pages[0]?.count)}`.trim() }))}
        />
      ) : null}
      <p role="status" className="sr-only">
        {said}
      </p>
      <div ref={box} className={cn("min-w-0", !isPhone && "overflow-x-auto")} style={isPhone ? undefined : { height }}>
        <div className={cn("grid gap-3", !isPhone && "h-full min-w-[61rem] grid-cols-5")}>
          {shown.map((status) => {
            const refusal = dragged === null ? "" : refusalOf(dragged.status, status);
            const isTarget = dragged !== null && dragged.status !== status;
            const { label } = statusWord("idea", status);
            const query = queries[status];
            const total = query.data?.pages[0]?.count;
            return (
              // Dragging is one of three ways: the menu of each card and keys do the same.
              // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the pointer's short way; keys and buttons do the same
              <section
                key={status}
                aria-label={`${label}${total === undefined ? "" : `, ${count(total, "idea")}`}`}
                onDragOver={(event) => {
                  if (isTarget && refusal === "") event.preventDefault();
                }}
                onDrop={(event) => {
                  event.preventDefault();
                  if (dragged !== null && isTarget) void move(dragged, status);
                  setDragged(null);
                }}
                className={cn(
                  "flex min-h-0 min-w-0 flex-col rounded-lg border border-transparent bg-sunken transition-colors",
                  isTarget && refusal === "" && "border-dashed border-accent bg-accent-soft/60",
                  isTarget && refusal !== "" && "opacity-60",
                )}
              >
                <header className="flex items-center gap-2 px-3 pt-2.5 pb-2">
                  <h2 className="text-sm font-semibold">{label}</h2>
                  <span className="tabular text-sm text-faint">{totalOf(total)}</span>
                </header>
                {isTarget && refusal !== "" ? <p className="px-3 pb-2 text-sm text-pretty text-muted">{refusal}</p> : null}
                <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
                  <QueryState query={query} skeleton={<ColumnSkeleton />} compact>
                    {() =>
                      board[status].length === 0 ? (
                        <p className="px-1 py-2 text-sm text-pretty text-muted">{COLUMN_WORDS[status]}</p>
                      ) : (
                        <ul className="grid gap-2">
                          {board[status].map((idea) => (
                            <IdeaCard
                              key={idea.id}
                              idea={idea}
                              canMove={canMove && status !== "queued" && status !== "completed"}
                              isOpen={opened === idea.id}
                              isDragged={dragged?.id === idea.id}
                              isTabStop={idea.id === stop || (isPhone && idea === board[status][0])}
                              onOpen={() => onOpen(idea.id)}
                              onMove={(to) => void move(idea, to)}
                              onDrag={(isOn) => setDragged(isOn ? idea : null)}
                              onFocus={() => setFocus(idea.id)}
                              onKeyDown={(event) => onKeyDown(idea, event)}
                            />
                          ))}
                        </ul>
                      )
                    }
                  </QueryState>
                  {query.hasNextPage ? (
                    <Button size="sm" variant="ghost" className="mt-2 w-full" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                      Show more ideas
                    </Button>
                  ) : null}
                </div>
              </section>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function totalOf(total: number | undefined): string {
  return total === undefined ? "" : number(total);
}

/** One query a column: each grows on its own. */
function useColumns(params: Readonly<Record<string, string>>) {
  const site = useCurrentSite();
  return {
    draft: useInfiniteQuery(columnQuery(site.id, "draft", params)),
    approved: useInfiniteQuery(columnQuery(site.id, "approved", params)),
    queued: useInfiniteQuery(columnQuery(site.id, "queued", params)),
    completed: useInfiniteQuery(columnQuery(site.id, "completed", params)),
    rejected: useInfiniteQuery(columnQuery(site.id, "rejected", params)),
  };
}

/** The cards of all columns; the same object while none of them changes. */
function useBoard({ draft, approved, queued, completed, rejected }: ReturnType<typeof useColumns>): Board {
  return useMemo(
    () => ({ draft: cardsOf(draft.data), approved: cardsOf(approved.data), queued: cardsOf(queued.data), completed: cardsOf(completed.data), rejected: cardsOf(rejected.data) }),
    [draft.data, approved.data, queued.data, completed.data, rejected.data],
  );
}

function ColumnSkeleton() {
  return (
    <div className="grid gap-2">
      <Skeleton className="h-32 w-full" />
      <Skeleton className="h-32 w-full" />
    </div>
  );
}
