import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { Link } from "react-router";

import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { number, time as clock } from "@/shared/lib/format";
import { wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { BarsBy } from "@/shared/ui/chart/bars-by";
import type { Series } from "@/shared/ui/chart/types";
import { PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { SimpleTable } from "@/shared/ui/table/simple-table";
import { Time } from "@/shared/ui/time";

import { type Integration, isActive, runsQuery, type SyncRun } from "../api/integrations";
import { outcome, RUN_STATUS, SYNC_KIND, TRIGGER } from "../types/words";
import { RunProgress } from "./run-progress";

const DRAWN = 15;
const LISTED = 5;

const SERIES: readonly Series<Bar>[] = [
  { id: "created", label: "New", color: "var(--stage-content)", value: (bar) => bar.run.created },
  { id: "updated", label: "Changed", color: "var(--stage-links)", value: (bar) => bar.run.updated },
  { id: "conflicts", label: "Conflicts", color: "var(--warning)", value: (bar) => bar.run.conflicts },
];

/** What the latest synchronisations brought. */
export function Recent({ row }: { row: Integration }) {
  const path = useSitePath();
  const zone = useCurrentSite().timezone;
  const query = useQuery(runsQuery(row.site_id, row.id));
  const log = path(`settings/integrations/${row.id}/log`);
  return (
    <PageSection
      title="Recent synchronisations"
      actions={
        <Button asChild size="sm" variant="ghost" icon={ArrowRight}>
          <Link to={log}>See the log</Link>
        </Button>
      }
    >
      <QueryState query={query} skeleton={<SkeletonRows rows={LISTED} columns={4} />} empty={<p className="rounded-lg border border-dashed px-4 py-6 text-center text-muted">There was none yet.</p>}>
        {(runs) => {
          const active = runs.find(isActive);
          const ended = runs.filter((run) => !isActive(run));
          const drawn = ended.slice(0, DRAWN);
          return (
            <div className="grid min-w-0 grid-cols-1 gap-4">
              {active ? <RunProgress run={active} /> : null}
              {drawn.some((run) => run.created + run.updated + run.conflicts > 0) && drawn.length > 1 ? (
                <BarsBy title={finding(drawn)} description="What each synchronisation brought, the latest at the right." data={barsOf(drawn, zone)} name={nameOf} nameHeader="Synchronisation" series={SERIES} stacked height={160} />
              ) : null}
              {ended.length > 0 ? <RunTable runs={ended.slice(0, LISTED)} log={log} /> : null}
            </div>
          );
        }}
      </QueryState>
    </PageSection>
  );
}

interface Bar {
  name: string;
  run: SyncRun;
}

const nameOf = (bar: Bar) => bar.name;

/** Oldest first, each under a name of its own: two may begin in one minute. */
export function barsOf(runs: readonly SyncRun[], zone?: string): Bar[] {
  const bars: Bar[] = [];
  for (const run of runs.slice(0, DRAWN).reverse()) {
    const at = clock(run.created_at, zone);
    const same = bars.filter((bar) => clock(bar.run.created_at, zone) === at).length;
    bars.push({ name: same === 0 ? at : `${at} (${same + 1})`, run });
  }
  return bars;
}

export function finding(runs: readonly SyncRun[]): string {
  const sum = (name: "created" | "updated" | "conflicts") => runs.reduce((total, run) => total + run[name], 0);
  return `${number(sum("created"))} new, ${number(sum("updated"))} changed and ${number(sum("conflicts"))} in conflict in the last ${number(runs.length)} synchronisations`;
}

function RunTable({ runs, log }: { runs: readonly SyncRun[]; log: string }) {
  return (
    <SimpleTable
      caption="The latest synchronisations"
      rows={runs}
      rowId={(run) => run.id}
      columns={[
        {
          id: "when",
          header: "When",
          cell: (run) => (
            <Link to={`${log}${log.includes("?") ? "&" : "?"}run_id=${run.id}`} className="underline-offset-3 hover:underline">
              <Time value={run.finished_at ?? run.created_at} />
            </Link>
          ),
        },
        { id: "kind", header: "Looked at", wideOnly: true, cell: (run) => wordOf(SYNC_KIND, run.kind).label },
        { id: "trigger", header: "Began", wideOnly: true, cell: (run) => wordOf(TRIGGER, run.trigger).label },
        { id: "status", header: "State", cell: (run) => <Badge tone={wordOf(RUN_STATUS, run.status).tone}>{wordOf(RUN_STATUS, run.status).label}</Badge> },
        { id: "outcome", header: "Result", cell: (run) => <span className="text-pretty">{run.error || outcome(run)}</span> },
      ]}
    />
  );
}
