import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { type Integration, integrationsChanged, isActive, runsQuery, type SyncRun } from "./integrations";

/** The synchronisation that is on its way, if there is one. */
export function useActiveRun(row: Pick<Integration, "site_id" | "id">): SyncRun | undefined {
  return useQuery(runsQuery(row.site_id, row.id)).data?.find(isActive);
}

/** With its beginning, its first page and its end the connection is another one. Once a page. */
export function useFollowRuns(row: Pick<Integration, "site_id" | "id">): void {
  const client = useQueryClient();
  const active = useActiveRun(row);
  const now = active ? `${active.id}${active.status}` : "";
  const last = useRef(now);
  useEffect(() => {
    if (last.current !== now) integrationsChanged(client, row.site_id);
    last.current = now;
  }, [client, row.site_id, now]);
}
