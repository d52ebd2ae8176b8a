import { Square } from "lucide-react";

import { Can } from "@/shared/entities/me";
import { useNow } from "@/shared/hooks/use-now";
import { duration, number } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { ProgressBar } from "@/shared/ui/progress";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { useCancelRun } from "../api/changes";
import type { SyncRun } from "../api/integrations";
import { lookedAt, outcome } from "../types/words";

const SECOND = 1000;

/** A synchronisation on its way: what it does, how far it is, and a way to stop it. */
export function RunProgress({ run }: { run: SyncRun }) {
  const now = useNow(SECOND);
  const cancel = useCancelRun(run.site_id);
  const done = lookedAt(run);
  // Counted is only what it has come to: a bar that is full says nothing.
  const total = run.total !== null && run.total > done ? run.total : null;
  const begun = run.started_at === null ? null : Date.parse(run.started_at);
  const retries = run.status === "pending" && run.error !== "";
  const label = run.is_cancelled ? "Stopping after this page" : run.status === "pending" ? "Waiting to begin" : `Bringing in ${run.kind === "full" ? "everything" : "what has changed"}`;
  const stop = () => cancel.mutate(run.id, { onError: (error) => toastError(error), onSuccess: () => toast.info("The synchronisation stops. What has come in stays.") });
  return (
    <div className="grid gap-2 rounded-lg border bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          <ProgressBar
            value={total === null ? null : done}
            max={total ?? 1}
            label={label}
            showLabel
            {...(total === null ? { valueText: done > 0 ? `${number(done)} so far` : "" } : {})}
          />
        </div>
        <Can role="editor">
          <Button size="sm" icon={Square} loading={cancel.isPending} disabled={run.is_cancelled} onClick={stop}>
            Stop
          </Button>
        </Can>
      </div>
      <p className="text-sm text-muted" aria-live="polite">
        {done > run.unchanged ? `${outcome(run)} so far. ` : ""}
        {begun === null ? null : <span className="tabular">{duration(Math.max(0, now - begun) / SECOND)}. </span>}
        It goes on if this page is left.
      </p>
      {retries ? (
        <p className="text-sm text-warning">
          {run.error} The next attempt is <Time value={run.not_before} />.
        </p>
      ) : null}
    </div>
  );
}
