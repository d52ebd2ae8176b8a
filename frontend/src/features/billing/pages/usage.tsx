import { useQuery } from "@tanstack/react-query";
import { ChartColumn } from "lucide-react";
import { useMemo, useState } from "react";

import { Can } from "@/shared/entities/me";
import { urlChoice, useUrlState } from "@/shared/hooks/use-url-state";
import { decimal, shortDate } from "@/shared/lib/format";
import { BarsBy } from "@/shared/ui/chart/bars-by";
import type { Series } from "@/shared/ui/chart/types";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { Segmented } from "@/shared/ui/segmented";
import { Skeleton } from "@/shared/ui/skeleton";
import { SimpleTable } from "@/shared/ui/table/simple-table";

import { type GroupBy, type Usage, type UsageRow, usageQuery } from "../api/billing";
import { AdminsOnly } from "../components/admins-only";
import { finding, nameOf } from "../lib/finding";
import { daysOf, PERIODS } from "../lib/period";

const GROUPS: readonly { value: GroupBy; label: string }[] = [
  { value: "operation", label: "Operation" },
  { value: "site", label: "Site" },
  { value: "user", label: "Person" },
  { value: "day", label: "Day" },
];
const SERIES: readonly Series<UsageRow>[] = [{ id: "credits", label: "Credits", color: "var(--accent)", value: (row) => row.credits }];
const URL_SCHEMA = {
  by: urlChoice(["operation", "site", "user", "day"], "operation"),
  period: urlChoice(["7d", "30d", "90d", "month", "last-month"], "30d"),
};

export function UsagePage() {
  return (
    <Page title="Usage" description="Where the credits of the account went. Days are UTC days." className="max-w-5xl">
      <Can role="admin" fallback={<AdminsOnly />}>
        <UsageBody />
      </Can>
    </Page>
  );
}

function UsageBody() {
  const [{ by, period }, set] = useUrlState(URL_SCHEMA);
  const [now] = useState(() => new Date());
  const { from, to } = useMemo(() => daysOf(period, now), [period, now]);
  const query = useQuery(usageQuery(by, from, to));
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segmented aria-label="By" value={by} onValueChange={(value) => set({ by: value })} options={GROUPS} />
        <Segmented aria-label="Period" value={period} onValueChange={(value) => set({ period: value })} options={PERIODS} />
      </div>
      <QueryState
        query={query}
        skeleton={<Skeleton className="h-72 w-full" />}
        isEmpty={(usage) => usage.rows.length === 0}
        empty={<EmptyState icon={ChartColumn} title="Nothing was spent in this time" body="Clustering, ideas, writing and images cost credits. What they cost is shown before they start." />}
      >
        {(usage) => <Figures usage={usage} />}
      </QueryState>
    </>
  );
}

function Figures({ usage }: { usage: Usage }) {
  const isByDay = usage.group_by === "day";
  const rows = isByDay ? usage.rows : [...usage.rows].sort((a, b) => b.credits - a.credits);
  const name = (row: UsageRow) => (isByDay ? shortDate(row.key ?? "") : nameOf(row));
  return (
    <>
      <div className="rounded-lg border bg-surface p-4">
        <BarsBy title={finding(usage)} data={rows} name={name} nameHeader={GROUPS.find((group) => group.value === usage.group_by)?.label ?? ""} series={SERIES} horizontal={!isByDay} format={(value) => decimal(value)} />
      </div>
      {isByDay ? null : (
        <SimpleTable
          caption="Usage"
          rows={rows}
          rowId={(row) => row.key ?? "none"}
          columns={[
            { id: "name", header: GROUPS.find((group) => group.value === usage.group_by)?.label ?? "", cell: name },
            { id: "runs", header: "Runs", numeric: true, cell: (row) => decimal(row.runs) },
            { id: "credits", header: "Credits", numeric: true, cell: (row) => decimal(row.credits) },
            { id: "share", header: "Share", numeric: true, wideOnly: true, cell: (row) => `${decimal((100 * row.credits) / (usage.total || 1), 0)} %` },
          ]}
          footer={["All", decimal(rows.reduce((sum, row) => sum + row.runs, 0)), decimal(usage.total), ""]}
        />
      )}
    </>
  );
}
