import { ChevronRight, TriangleAlert } from "lucide-react";
import { Link } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { cn } from "@/shared/lib/cn";
import { compact, count, number, percent } from "@/shared/lib/format";
import { STAGE, type Stage } from "@/shared/lib/words";
import { STAGE_FILL } from "@/shared/ui/badge";
import { Tooltip } from "@/shared/ui/tooltip";

import { share, type StageFigures } from "../lib/stages";

/** The whole way from keywords to pages as one picture: how much is where, and how much of it has moved on. */
export function Pipeline({ stages }: { stages: readonly StageFigures[] }) {
  return (
    <ol className="grid gap-px overflow-hidden rounded-lg border bg-line grid-cols-2 sm:grid-cols-3 lg:grid-cols-6">
      {stages.map((stage, at) => (
        <li key={stage.stage} className="relative bg-surface">
          <Step figures={stage} />
          {at < stages.length - 1 ? (
            <span aria-hidden="true" className="absolute top-1/2 -right-2.5 z-10 hidden size-5 -translate-y-1/2 place-items-center rounded-full border bg-surface text-faint lg:grid">
              <ChevronRight className="size-3" />
            </span>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Step({ figures }: { figures: StageFigures }) {
  const path = useSitePath();
  const { label } = STAGE[figures.stage];
  const moved = share(figures);
  const waiting = figures.total - figures.moved;
  return (
    <Link to={path(figures.to)} className="group flex h-full items-center gap-4 p-4 transition-colors hover:bg-sunken focus-visible:-outline-offset-2 sm:items-stretch">
      <Bar stage={figures.stage} share={moved} />
      <span className="grid min-w-0 flex-1 content-between gap-1 sm:gap-3">
        <span className="font-medium">{label}</span>
        <span>
          <Tooltip content={number(figures.total)}>
            <span className="tabular block text-2xl font-semibold tracking-[-0.02em]">{figures.total < 100_000 ? number(figures.total) : compact(figures.total)}</span>
          </Tooltip>
          <span className="block text-sm text-muted">{sentence(figures, moved, waiting)}</span>
          {figures.faults > 0 ? (
            <span className="mt-0.5 flex items-center gap-1 text-sm text-danger">
              <TriangleAlert className="size-3.5 shrink-0" aria-hidden="true" />
              {number(figures.faults)} failed
            </span>
          ) : null}
        </span>
      </span>
    </Link>
  );
}

function sentence(figures: StageFigures, moved: number | null, waiting: number): string {
  if (moved === null) return "None yet";
  if (figures.movedWord === "") return "live now";
  if (figures.moved === 0) return `None ${figures.movedWord} yet`;
  return waiting <= 0 ? `All ${figures.movedWord}` : `${percent(moved)} ${figures.movedWord}`;
}

/** Full when everything has moved on. The hatched part waits. */
function Bar({ stage, share: moved }: { stage: Stage; share: number | null }) {
  return (
    <span aria-hidden="true" className="relative h-14 w-2.5 shrink-0 overflow-hidden rounded-full bg-text/8 sm:h-22">
      {moved === null ? null : <span className={cn("absolute inset-x-0 bottom-0 rounded-full transition-[height] duration-200", STAGE_FILL[stage])} style={{ height: `${Math.max(moved > 0 ? 6 : 0, moved * 100)}%` }} />}
    </span>
  );
}

/** What the picture says in one sentence. */
export function pipelineFinding(stages: readonly StageFigures[]): string {
  const keywords = stages[0]?.total ?? 0;
  const live = stages.at(-1)?.total ?? 0;
  if (stages.every((stage) => stage.total === 0)) return "Nothing here yet: it begins with keywords";
  if (keywords === 0) return live === 0 ? "Written here without keywords, and no page live yet" : `${count(live, "page")} live`;
  if (live === 0) return `${count(keywords, "keyword")} on the way, no page live yet`;
  return `${count(keywords, "keyword")} in, ${count(live, "page")} live`;
}
