import { useQuery } from "@tanstack/react-query";
import { Activity, RotateCcw, Square } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";

import { api, item, page } from "@/shared/api/client";
import { StatusBadge } from "@/shared/entities/badges";
import { useRole } from "@/shared/entities/me";
import { functionName, isActive, phaseWords, type Run, RUN_FUNCTIONS } from "@/shared/entities/run";
import { runKeys, useRuns } from "@/shared/entities/run-stream";
import { useCurrentSite } from "@/shared/entities/site";
import { number } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { statusOptions } from "@/shared/lib/words";
import { Credits } from "@/shared/ui/credits";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";
import { DataTable } from "@/shared/ui/table/data-table";
import type { Column, FilterDef } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { Time } from "@/shared/ui/time";

import { RunPanel } from "../components/run-panel";
import { useRunActions } from "../components/use-run-actions";

const FILTERS: FilterDef[] = [
  { id: "status", label: "Status", kind: "multi", options: statusOptions("run").map(({ value, label, explain }) => ({ value, label, description: explain })) },
  { id: "function", label: "What", kind: "choice", options: RUN_FUNCTIONS },
  { id: "is_active", label: "At work", kind: "boolean", words: ["now", "no more"] },
];

const runId = (run: Run) => run.id;

/** Every AI run of the site, with what it did and what it cost. */
export function RunsPage() {
  const site = useCurrentSite();
  const canAct = atLeast(useRole(), "editor");
  const { cancel, retry } = useRunActions();
  const { data: live } = useRuns(site.id);
  const byId = useMemo(() => new Map(live?.map((run) => [run.id, run])), [live]);
  const source = useListSource<Run>({
    key: runKeys.list(site.id),
    fetch: (params, signal) => page(api.GET("/api/v1/ai/runs/", { params: { query: params }, signal })),
    base: { site_id: site.id },
    filters: FILTERS,
    ordering: "-id",
    rowId: runId,
  });
  useNewRows(live, source.refetch);
  const columns = useMemo<Column<Run>[]>(() => {
    const now = (run: Run) => byId.get(run.id) ?? run;
    return [
      { id: "what", header: "What", width: 320, cell: (run) => <What run={now(run)} />, csv: (run) => run.title },
      { id: "status", header: "Status", width: 150, sortKey: "status", cell: (run) => <StatusBadge kind="run" status={now(run).status} />, csv: (run) => run.status, mobile: "aside" },
      { id: "progress", header: "How far", width: 220, cell: (run) => <Progress run={now(run)} />, csv: (run) => `${run.progress_done}/${run.progress_total}` },
      {
        id: "credits",
        header: "Credits",
        explain: "What was charged; while it runs, what is set aside.",
        width: 110,
        numeric: true,
        cell: (run) => <Credits value={isActive(now(run)) ? now(run).credits_reserved : now(run).credits_settled} />,
        csv: (run) => run.credits_settled,
      },
      { id: "tokens", header: "Tokens", explain: "Pieces of words the model read and wrote.", width: 100, numeric: true, cell: (run) => number(now(run).tokens_in + now(run).tokens_out), csv: (run) => run.tokens_in + run.tokens_out, mobile: "hide" },
      { id: "who", header: "Started by", width: 150, cell: (run) => run.user_name ?? "Automation", csv: (run) => run.user_name, mobile: "hide" },
      { id: "created", header: "Started", width: 140, sortKey: "id", sortDescFirst: true, cell: (run) => <Time value={run.created_at} />, csv: (run) => run.created_at },
    ];
  }, [byId]);

  return (
    <Page title="AI runs" description="Everything a model did for this site: how far it is, what it cost, and why it failed when it did." wide>
      <DataTable
        id="runs"
        label="AI runs"
        noun="run"
        columns={columns}
        source={source}
        rowLabel={(run) => run.title || functionName(run.function)}
        panel={(run) => <RunPanel run={byId.get(run.id) ?? run} />}
        panelFallback={(id) => <Elsewhere id={id} />}
        rowActions={(row) => {
          const run = byId.get(row.id) ?? row;
          if (!canAct) return [];
          if (isActive(run)) return run.cancel_requested ? [] : [{ label: "Cancel", icon: Square, run: () => void cancel([run]) }];
          return run.status === "succeeded" ? [] : [{ label: "Try again", icon: RotateCcw, run: () => void retry([run]) }];
        }}
        empty={<EmptyState icon={Activity} title="Nothing has run yet" body="Clustering keywords, drafting ideas, writing articles and making images show up here, with their progress and their cost." />}
      />
    </Page>
  );
}

function What({ run }: { run: Run }) {
  return (
    <span className="block truncate">
      {run.title || functionName(run.function)}
    </span>
  );
}

function Progress({ run }: { run: Run }) {
  if (run.status === "failed") return <span className="block truncate text-danger">{run.error}</span>;
  if (!isActive(run)) return <span className="text-faint">{run.status === "succeeded" ? "Done" : "Stopped"}</span>;
  return (
    <span className="tabular block truncate text-muted">
      {run.progress_total > 0 ? `${number(run.progress_done)} of ${number(run.progress_total)}, ` : ""}
      {phaseWords(run)}
    </span>
  );
}

/** A run that a link names and the list does not show. */
function Elsewhere({ id }: { id: string }) {
  const run = useQuery({ queryKey: runKeys.one(id), queryFn: () => item(api.GET("/api/v1/ai/runs/{id}/", { params: { path: { id } } })) });
  return (
    <QueryState query={run} skeleton={<Skeleton className="h-60 w-full" />} notFound="This run was not found" compact>
      {(found) => <RunPanel run={found} />}
    </QueryState>
  );
}

/** The list is read again when the stream tells of a run it cannot have. */
function useNewRows(live: readonly Run[] | undefined, refetch: () => Promise<void>): void {
  const newest = live?.[0]?.id;
  const seen = useRef(newest);
  useEffect(() => {
    if (newest === undefined || newest === seen.current) return;
    const isFirst = seen.current === undefined;
    seen.current = newest;
    if (!isFirst) void refetch();
  }, [newest, refetch]);
}
