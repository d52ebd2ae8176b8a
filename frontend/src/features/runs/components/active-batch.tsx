import { Link } from "react-router";

import { Can } from "@/shared/entities/me";
import { doing, isStopping, phaseWords } from "@/shared/entities/run";
import { type Batch, progressOf, secondsLeft } from "@/shared/entities/run-list";
import { useSitePath } from "@/shared/entities/site";
import { useNow } from "@/shared/hooks/use-now";
import { duration, number } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { Credits } from "@/shared/ui/credits";
import { ProgressBar } from "@/shared/ui/progress";

import { useRunActions } from "./use-run-actions";

/** "Writing 12 articles: 3 of 12, about 2 min left" */
export function ActiveBatch({ batch, onGo }: { batch: Batch; onGo: () => void }) {
  const path = useSitePath();
  const now = useNow(1000);
  const { cancel, isBusy } = useRunActions();
  const [first] = batch.runs;
  const current = batch.runs.find((run) => run.status === "running") ?? batch.runs.find((run) => run.status === "waiting") ?? batch.runs.find((run) => run.status === "pending");
  if (!first || !current) return null;
  const many = batch.runs.length > 1;
  const begun = first.started_at ?? current.started_at;
  const left = secondsLeft(batch, now);
  const ended = batch.runs.length - batch.active;
  const steps = many ? `${number(ended)} of ${number(batch.runs.length)}` : current.progress_total > 0 ? `${number(current.progress_done)} of ${number(current.progress_total)}` : "";
  const isStoppingAll = batch.runs.every((run) => run.status !== "running" || isStopping(run)) && batch.runs.some(isStopping);
  const title = !many && current.subject_title ? `${doing(batch.function)}: ${current.subject_title}` : doing(batch.function, batch.runs.length);
  return (
    <div className="grid gap-1.5">
      <div className="flex items-start justify-between gap-3">
        <Link to={path("runs", { panel: current.id })} onClick={onGo} className="min-w-0 font-medium text-pretty hover:underline">
          {title}
        </Link>
        <Can role="editor">
          <Button size="sm" variant="ghost" className="-mt-0.5 -mr-2" disabled={isStoppingAll} loading={isBusy} onClick={() => void cancel(batch.runs)}>
            {isStoppingAll ? "Stopping" : "Cancel"}
          </Button>
        </Can>
      </div>
      <ProgressBar value={begun ? progressOf(batch) * 100 : null} label={title} valueText={steps || undefined} />
      <p className="tabular flex flex-wrap gap-x-2 text-sm text-muted">
        <span className="min-w-0 flex-1 basis-40 truncate">{phaseWords(current)}</span>
        {steps ? <span>{steps}</span> : null}
        {left !== null ? <span>about {duration(rounded(left))} left</span> : begun ? <span>{duration((now - Date.parse(begun)) / 1000)}</span> : null}
        <Credits value={batch.credits} />
      </p>
      {batch.failed > 0 ? <p className="text-sm text-danger">{number(batch.failed)} failed so far; the others go on.</p> : null}
    </div>
  );
}

/** A guess is not told to the second. */
function rounded(seconds: number): number {
  if (seconds < 60) return Math.max(5, Math.round(seconds / 5) * 5);
  return Math.round(seconds / 60) * 60;
}
