import { CircleAlert, CircleCheck, CircleSlash } from "lucide-react";
import { Link } from "react-router";

import { Can } from "@/shared/entities/me";
import { outcome } from "@/shared/entities/run";
import type { Batch } from "@/shared/entities/run-list";
import { useSitePath } from "@/shared/entities/site";
import { cn } from "@/shared/lib/cn";
import { Button } from "@/shared/ui/button";
import { Credits } from "@/shared/ui/credits";
import { Time } from "@/shared/ui/time";

import { useRunActions } from "./use-run-actions";

export function EndedBatch({ batch, onGo }: { batch: Batch; onGo: () => void }) {
  const path = useSitePath();
  const { retry, isBusy } = useRunActions();
  const { sentence, path: to } = outcome(batch.runs);
  const Icon = batch.failed > 0 ? CircleAlert : batch.succeeded > 0 ? CircleCheck : CircleSlash;
  const last = batch.runs.reduce<string | null>((latest, run) => (run.finished_at !== null && (latest === null || run.finished_at > latest) ? run.finished_at : latest), null);
  const failed = batch.runs.filter((run) => run.status === "failed");
  return (
    <div className="flex items-start gap-2.5">
      <Icon className={cn("mt-0.75 size-4 shrink-0", batch.failed > 0 ? "text-danger" : batch.succeeded > 0 ? "text-success" : "text-faint")} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <Link to={path(to)} onClick={onGo} className="text-pretty break-words hover:underline">
          {sentence}
        </Link>
        <p className="flex flex-wrap gap-x-2 text-sm text-muted">
          <Time value={last} />
          <Credits value={batch.credits} />
        </p>
      </div>
      {failed.length > 0 ? (
        <Can role="editor">
          <Button size="sm" variant="ghost" className="-mr-2" loading={isBusy} onClick={() => void retry(failed)}>
            Try again
          </Button>
        </Can>
      ) : null}
    </div>
  );
}
