import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DownloadCloud, RotateCw } from "lucide-react";
import { useEffect, useState } from "react";
import { Link } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";
import { toastError } from "@/shared/ui/toast";

import { changeIntegration, freshStructureQuery, startSync } from "../api/changes";
import { type Integration, integrationsChanged, isActive, runQuery, structureQuery, type SyncRun } from "../api/integrations";
import { PostTypeChoice } from "../overview/post-types";
import { RunProgress } from "../overview/run-progress";
import { changedConfig } from "../types/config";
import { CameIn } from "./came-in";
import type { StepProps } from "./page";
import { StepButtons, StepFrame } from "./step-frame";

/** From now on it synchronises by itself; the first time everything is looked at. */
async function begin(row: Integration, types: string[]): Promise<SyncRun> {
  await changeIntegration(row.id, { is_active: true, sync_enabled: true, config: changedConfig(row, { post_types: types }) });
  return await startSync(row.id, "full");
}

export function SyncStep({ row, draft, dispatch, done }: StepProps & { done: () => void }) {
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: (types: string[]) => begin(row, types),
    onSuccess: (run) => dispatch({ type: "started", runId: run.id }),
    onError: (error) => toastError(error),
    onSettled: () => integrationsChanged(client, row.site_id),
  });
  if (draft.runId === null) return <Choose row={row} onBack={() => dispatch({ type: "back" })} onStart={(types) => start.mutate(types)} isStarting={start.isPending} />;
  return <FirstRun row={row} runId={draft.runId} again={() => start.mutate([...row.config.post_types])} isStarting={start.isPending} done={done} />;
}

function Choose({ row, onBack, onStart, isStarting }: { row: Integration; onBack: () => void; onStart: (types: string[]) => void; isStarting: boolean }) {
  const query = useQuery(structureQuery(row.site_id, row.id));
  const isUnknown = query.data?.updated_at === null;
  const fresh = useQuery({ ...freshStructureQuery(row.id), enabled: isUnknown });
  const [types, setTypes] = useState<string[]>([...row.config.post_types]);
  return (
    <StepFrame title="What shall come in?" description="Texts that are there become content here, so that nothing is written twice and links lead to them. Nothing is changed on the website.">
      <QueryState query={isUnknown ? fresh : query} skeleton={<Skeleton className="h-48 w-full" />} compact>
        {(structure) => <PostTypeChoice structure={structure} value={types} onChange={setTypes} />}
      </QueryState>
      <StepButtons onBack={onBack}>
        <Button variant="primary" icon={DownloadCloud} loading={isStarting} onClick={() => onStart(types)}>
          {types.length === 0 ? "Bring everything in" : "Bring the chosen types in"}
        </Button>
      </StepButtons>
    </StepFrame>
  );
}

function FirstRun({ row, runId, again, isStarting, done }: { row: Integration; runId: string; again: () => void; isStarting: boolean; done: () => void }) {
  const query = useQuery(runQuery(row.site_id, runId));
  const client = useQueryClient();
  const path = useSitePath();
  const hasEnded = query.data !== undefined && !isActive(query.data);
  useEffect(() => {
    if (hasEnded) integrationsChanged(client, row.site_id);
  }, [hasEnded, client, row.site_id]);
  const retry = (
    <Button variant="primary" icon={RotateCw} loading={isStarting} onClick={again}>
      Synchronise again
    </Button>
  );
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-24 w-full" />} notFound="This synchronisation was not found" errorAction={retry}>
      {(run) => {
        if (isActive(run)) {
          return (
            <StepFrame title="Everything comes in" description="A thousand texts take about a minute. You may close this page.">
              <RunProgress run={run} />
            </StepFrame>
          );
        }
        if (run.status === "succeeded") return <CameIn row={row} run={run} done={done} />;
        return (
          <StepFrame title={run.status === "cancelled" ? "Stopped" : "It did not come through"}>
            <Alert tone={run.status === "cancelled" ? "info" : "danger"}>{run.error || "What had come in stays. It can be begun again at any time."}</Alert>
            <StepButtons>
              {retry}
              <Button asChild>
                <Link to={path(`settings/integrations/${row.id}`)}>See the connection</Link>
              </Button>
            </StepButtons>
          </StepFrame>
        );
      }}
    </QueryState>
  );
}
