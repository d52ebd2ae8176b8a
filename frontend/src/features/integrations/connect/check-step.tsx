import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowRight, RotateCw } from "lucide-react";
import { useEffect } from "react";
import { Link } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { cn } from "@/shared/lib/cn";
import { Button } from "@/shared/ui/button";
import { ErrorState } from "@/shared/ui/error-state";

import { diagnosisQuery } from "../api/changes";
import { integrationsChanged } from "../api/integrations";
import { CheckList } from "../overview/check-list";
import { Looking } from "../overview/doctor";
import { hasFault, verdict } from "../types/checks";
import { shownAddress } from "../types/state";
import type { StepProps } from "./page";
import { StepButtons, StepFrame } from "./step-frame";

/** The doctor looks once by itself; what it finds decides how to go on. Connected again, there is nothing left to do. */
export function CheckStep({ row, draft, dispatch, done }: StepProps & { done: () => void }) {
  const path = useSitePath();
  const client = useQueryClient();
  const { data, error, isFetching: isLooking, refetch, dataUpdatedAt } = useQuery(diagnosisQuery(row.id));
  useEffect(() => {
    if (dataUpdatedAt > 0) integrationsChanged(client, row.site_id);
  }, [client, row.site_id, dataUpdatedAt]);
  const way = draft.way ?? (row.has_bridge ? "plugin" : "password");
  // What signs in now is wrong, so only what comes after it counts.
  const again = () => dispatch({ type: "again", way, after: row.connected_at ?? row.created_at });
  const isFaulty = data !== undefined && hasFault(data.checks);
  return (
    <StepFrame title={isLooking ? "Looking whether everything works" : "What the doctor found"} description={`Both ways, between here and ${shownAddress(row.base_url)}.`}>
      <div className="rounded-lg border bg-surface" aria-live="polite" aria-busy={isLooking}>
        {isLooking ? (
          <Looking />
        ) : data ? (
          <>
            <p className={cn("border-b px-4 py-2.5 font-medium", isFaulty && "text-danger")}>{verdict(data.checks)}</p>
            <CheckList checks={data.checks} />
          </>
        ) : (
          <ErrorState error={error} onRetry={refetch} />
        )}
      </div>
      {data && !isLooking ? (
        <StepButtons {...(isFaulty ? { onBack: again } : {})}>
          {isFaulty ? (
            <>
              <Button variant="primary" icon={RotateCw} onClick={() => void refetch()}>
                Look again
              </Button>
              {way === "password" ? <Button onClick={again}>Change user or password</Button> : null}
              <Button onClick={() => dispatch({ type: "checked" })}>Go on anyway</Button>
            </>
          ) : row.last_sync_at !== null ? (
            <Button asChild variant="primary" icon={ArrowRight}>
              <Link to={path(`settings/integrations/${row.id}`)} onClick={done}>
                See the connection
              </Link>
            </Button>
          ) : (
            <Button variant="primary" icon={ArrowRight} onClick={() => dispatch({ type: "checked" })}>
              Continue to the first synchronisation
            </Button>
          )}
        </StepButtons>
      ) : null}
    </StepFrame>
  );
}
