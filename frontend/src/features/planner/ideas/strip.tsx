import { Lightbulb, X } from "lucide-react";
import { useMemo, useState } from "react";
import { Link } from "react-router";

import { doing, isActive, outcome, type Run } from "@/shared/entities/run";
import { useRuns } from "@/shared/entities/run-stream";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { IconButton } from "@/shared/ui/button";
import { ProgressBar } from "@/shared/ui/progress";

const FN = "planning.generate_ideas";

/** Ideas as they are made, and what came of them since the page was opened. */
export function IdeasStrip() {
  const site = useCurrentSite();
  const path = useSitePath();
  const { data } = useRuns(site.id);
  const [since, setSince] = useState(() => Date.now());
  const runs = useMemo(() => (data ?? []).filter((run) => run.function === FN && (isActive(run) || endOf(run) >= since)), [data, since]);
  const active = runs.filter(isActive);
  if (runs.length === 0) return null;
  const ended = runs.length - active.length;
  if (active.length > 0) {
    return (
      <div className="flex items-center gap-3 rounded-lg border bg-surface px-3 py-2">
        <Lightbulb className="size-4 shrink-0 text-stage-ideas" aria-hidden="true" />
        <div className="min-w-0 flex-1">
          <ProgressBar showLabel label={doing(FN, runs.length)} value={runs.length > 1 ? ended : null} max={runs.length} />
        </div>
      </div>
    );
  }
  const { sentence, path: to, tone } = outcome(runs);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border bg-surface px-3 py-2">
      <Lightbulb className="size-4 shrink-0 text-stage-ideas" aria-hidden="true" />
      <p className="min-w-0 flex-1 basis-48 text-pretty">{sentence}</p>
      <Link to={path(to)} className="font-medium text-accent underline-offset-3 hover:underline">
        {tone === "error" ? "See what went wrong" : "See the ideas"}
      </Link>
      <IconButton label="Close this message" icon={X} size="sm" onClick={() => setSince(Date.now())} />
    </div>
  );
}

function endOf(run: Run): number {
  return run.finished_at === null ? 0 : Date.parse(run.finished_at);
}
