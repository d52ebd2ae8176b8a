import { useQuery } from "@tanstack/react-query";
import { ChartColumn } from "lucide-react";
import { Link } from "react-router";

import { useBalance } from "@/shared/entities/credits";
import { Can } from "@/shared/entities/me";
import { count, date, decimal } from "@/shared/lib/format";
import { operationWord } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Page, PageSection } from "@/shared/ui/page";
import { Meter } from "@/shared/ui/progress";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton, SkeletonRows } from "@/shared/ui/skeleton";
import { Stat } from "@/shared/ui/stat";
import { SimpleTable } from "@/shared/ui/table/simple-table";

import { pricesQuery, type Summary, summaryQuery } from "../api/billing";
import { SpendCap } from "../components/spend-cap";

export function CreditsPage() {
  return (
    <Page title="Credits" className="max-w-4xl gap-8">
      <Can role="admin" fallback={<BalanceOnly />}>
        <Account />
      </Can>
      <Prices />
    </Page>
  );
}

function BalanceOnly() {
  const query = useBalance();
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-16 w-full" />}>
      {(balance) => (
        <div className="grid grid-cols-2 gap-6">
          <Stat label="Available" value={decimal(balance.available)} hint="credits of the account" />
          <Stat label="Reserved" value={decimal(balance.held)} hint="for runs at work" />
        </div>
      )}
    </QueryState>
  );
}

function Account() {
  const query = useQuery(summaryQuery());
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-48 w-full" />}>
      {(summary) => (
        <>
          <Figures summary={summary} />
          <SpendCap cap={summary.spend_cap} />
        </>
      )}
    </QueryState>
  );
}

function Figures({ summary }: { summary: Summary }) {
  const { balance, plan } = summary;
  const top = [...summary.usage].sort((a, b) => b.credits - a.credits);
  return (
    <>
      <div className="grid gap-4 rounded-lg border bg-surface p-5">
        <div className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
          <Stat label="Available" value={decimal(balance.available)} hint={balance.is_low ? <span className="text-warning">Below a tenth of the last grant</span> : "credits"} />
          <Stat label="Reserved" value={decimal(balance.held)} hint="for runs at work" />
          <Stat label="Spent" value={decimal(summary.spent_in_period)} hint={`since ${date(summary.period_start)}`} />
          <Stat label="Plan" value={plan.name} hint={plan.monthly_credits > 0 ? `${count(plan.monthly_credits, "credit")} on ${date(summary.next_renewal)}` : "no monthly credits"} />
        </div>
        {balance.last_grant > 0 ? <Meter label="Left of the last grant" value={Math.min(balance.available, balance.last_grant)} max={balance.last_grant} lowBelow={0.1} valueText={`${decimal(balance.available)} of ${count(balance.last_grant, "credit")}`} /> : null}
      </div>
      <PageSection
        title="Spent this period"
        actions={
          <Button asChild icon={ChartColumn} size="sm">
            <Link to="/billing/usage">All usage</Link>
          </Button>
        }
      >
        <SimpleTable
          caption="Credits spent this period by operation"
          rows={top}
          rowId={(row) => row.key ?? ""}
          empty={<p className="text-muted">Nothing was spent since {date(summary.period_start)}.</p>}
          columns={[
            { id: "operation", header: "Operation", cell: (row) => operationWord(row.key ?? "").label },
            { id: "runs", header: "Runs", numeric: true, cell: (row) => decimal(row.runs) },
            { id: "credits", header: "Credits", numeric: true, cell: (row) => decimal(row.credits) },
          ]}
        />
      </PageSection>
    </>
  );
}

function Prices() {
  const query = useQuery(pricesQuery());
  return (
    <PageSection title="What things cost" description="Before anything is spent, you see what it will cost. The most it can cost is reserved, the true cost is charged, and a run that fails is free.">
      <QueryState query={query} skeleton={<SkeletonRows rows={6} columns={2} />}>
        {(prices) => (
          <SimpleTable
            caption="Price list"
            rows={prices}
            rowId={(row) => row.id}
            columns={[
              { id: "operation", header: "Operation", cell: (row) => operationWord(row.operation).label },
              { id: "description", header: "What is done", wideOnly: true, cell: (row) => <span className="text-muted">{row.description || operationWord(row.operation).explain}</span> },
              { id: "price", header: "Price", numeric: true, cell: (row) => `${count(row.credits, "credit")} per ${row.per_units === 1 ? "" : `${decimal(row.per_units)} `}${row.unit_name}${row.per_units === 1 ? "" : "s"}` },
            ]}
          />
        )}
      </QueryState>
    </PageSection>
  );
}
