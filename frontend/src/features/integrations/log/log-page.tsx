import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FileText, ScrollText } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useNavigate } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { dateTime } from "@/shared/lib/format";
import { optionsOf, wordOf } from "@/shared/lib/words";
import { Alert } from "@/shared/ui/alert";
import { EmptyState } from "@/shared/ui/empty-state";
import { DataTable } from "@/shared/ui/table/data-table";
import type { FilterDef, SavedView } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";

import { fetchLog, type Integration, integrationKeys, isActive, type LogEntry, runsQuery, type SyncRun } from "../api/integrations";
import { IntegrationFrame } from "../overview/frame";
import { RunProgress } from "../overview/run-progress";
import { SyncActions } from "../overview/sync-actions";
import { LEVEL, outcome, SYNC_KIND } from "../types/words";
import { EntryPanel } from "./entry-panel";
import { logColumns } from "./log-columns";

const entryId = (entry: LogEntry) => entry.id;
const PRESETS: readonly SavedView[] = [{ name: "Problems", values: { level: "warning,error" }, search: "", ordering: "-created_at" }];

export function SyncLogPage() {
  return (
    <IntegrationFrame title="Log" wide actions={(row) => <SyncActions row={row} />}>
      {(row) => <Log row={row} />}
    </IntegrationFrame>
  );
}

function runName(run: SyncRun): string {
  return `${wordOf(SYNC_KIND, run.kind).label}, ${dateTime(run.created_at)}`;
}

function Log({ row }: { row: Integration }) {
  const path = useSitePath();
  const navigate = useNavigate();
  const { data: runs } = useQuery(runsQuery(row.site_id, row.id));
  const active = runs?.find(isActive);
  const latest = runs?.find((run) => !isActive(run));
  const filters = useMemo<readonly FilterDef[]>(
    () => [
      { id: "level", label: "Kind", kind: "multi", options: optionsOf(LEVEL) },
      { id: "run_id", label: "Synchronisation", kind: "choice", options: (runs ?? []).map((run) => ({ value: run.id, label: runName(run), description: run.error || outcome(run) })) },
    ],
    [runs],
  );
  const source = useListSource({ key: integrationKeys.log(row.site_id, row.id), fetch: fetchLog, base: { site_id: row.site_id, integration_id: row.id }, filters, ordering: "-created_at", rowId: entryId });
  useFollow(row, active);
  const columns = useMemo(() => logColumns((contentId) => path(`writer/content/${contentId}`), (runId) => runs?.find((run) => run.id === runId)), [path, runs]);
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      {active ? <RunProgress run={active} /> : null}
      {!active && latest?.status === "failed" ? (
        <Alert tone={latest.error_kind === "action_required" ? "danger" : "warning"} title="The last synchronisation failed">
          {latest.error} {latest.error_kind === "retry" ? "It is tried again by itself." : ""}
        </Alert>
      ) : null}
      <DataTable
        id="sync-log"
        label="Log of the connection"
        noun="entry"
        columns={columns}
        source={source}
        rowLabel={(entry) => entry.message}
        search="Search the log"
        presets={PRESETS}
        panel={(entry) => <EntryPanel entry={entry} run={runs?.find((run) => run.id === entry.run_id)} />}
        rowActions={(entry) => (entry.content_id === null ? [] : [{ label: "Open the text", icon: FileText, run: () => void navigate(path(`writer/content/${entry.content_id ?? ""}`)) }])}
        empty={<EmptyState icon={ScrollText} title="Nothing has happened yet" body="Every synchronisation writes down here what came in, what was left out, and why. Entries are kept for 30 days." />}
      />
    </div>
  );
}

/** Entries come while a synchronisation runs, and with its end. */
function useFollow(row: Integration, active: SyncRun | undefined): void {
  const client = useQueryClient();
  const moved = active ? `${active.id}${active.pages}` : "";
  useEffect(() => {
    void client.invalidateQueries({ queryKey: integrationKeys.log(row.site_id, row.id) });
  }, [client, row.site_id, row.id, moved]);
}
