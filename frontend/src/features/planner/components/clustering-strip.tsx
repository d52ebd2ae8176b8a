import { Sparkles, X } from "lucide-react";
import { Link } from "react-router";

import { Can } from "@/shared/entities/me";
import { isActive, outcome, phaseWords, type Run } from "@/shared/entities/run";
import { cancelRun, noteRuns, useRuns } from "@/shared/entities/run-stream";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { IconButton } from "@/shared/ui/button";
import { ProgressBar } from "@/shared/ui/progress";
import { toastError } from "@/shared/ui/toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";

const FN = "planning.auto_cluster";

/** Clustering of this site as it goes on, and what came of it since the page was opened. */
export function ClusteringStrip({ sectorId }: { sectorId?: string | undefined }) {
  const site = useCurrentSite();
  const { data } = useRuns(site.id);
  const [opened] = useState(() => Date.now());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const runs = useMemo(() => (data ?? []).filter((run) => run.function === FN && (sectorId === undefined || run.subject_id === sectorId)), [data, sectorId]);
  const active = runs.filter(isActive);
  const ended = runs.filter((run) => !isActive(run) && run.finished_at !== null && Date.parse(run.finished_at) >= opened && !closed.has(run.id));
  if (active.length === 0 && ended.length === 0) return null;
  return (
    <div className="grid gap-2">
      {active.map((run) => (
        <ActiveRun key={run.id} run={run} siteId={site.id} />
      ))}
      {ended.map((run) => (
        <EndedRun key={run.id} run={run} onClose={() => setClosed(new Set([...closed, run.id]))} />
      ))}
    </div>
  );
}

function ActiveRun({ run, siteId }: { run: Run; siteId: string }) {
  const client = useQueryClient();
  const cancel = useMutation({ mutationFn: () => cancelRun(run.id), onSuccess: (now) => noteRuns(client, siteId, [now]), onError: (error) => toastError(error) });
  const isCounted = run.progress_total > 0 && run.status === "running";
  return (
    <div className="flex items-center gap-3 rounded-lg border bg-surface px-3 py-2">
      <Sparkles className="size-4 shrink-0 text-stage-clusters" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <ProgressBar
          label={`${run.title || "Clustering keywords"}: ${phaseWords(run)}`}
          showLabel
          value={isCounted ? run.progress_done : null}
          max={Math.max(run.progress_total, 1)}
        />
      </div>
      <Can role="editor">
        <IconButton label="Cancel this clustering" icon={X} size="sm" loading={cancel.isPending} disabled={run.cancel_requested} onClick={() => cancel.mutate()} />
      </Can>
    </div>
  );
}

function EndedRun({ run, onClose }: { run: Run; onClose: () => void }) {
  const path = useSitePath();
  const { sentence, path: to, tone } = outcome([run]);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border bg-surface px-3 py-2">
      <Sparkles className="size-4 shrink-0 text-stage-clusters" aria-hidden="true" />
      <p className="min-w-0 flex-1">{sentence}</p>
      <Link to={path(to)} className="font-medium text-accent underline-offset-3 hover:underline">
        {tone === "error" ? "See what went wrong" : "See the clusters"}
      </Link>
      <IconButton label="Close this message" icon={X} size="sm" onClick={onClose} />
    </div>
  );
}
