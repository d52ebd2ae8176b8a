import { useQuery } from "@tanstack/react-query";

import { count, decimal, shortDate } from "@/shared/lib/format";
import { BarsBy } from "@/shared/ui/chart/bars-by";
import type { Series } from "@/shared/ui/chart/types";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";

import { spendingQuery } from "../api/overview";
import { type Day, everyDay } from "../lib/days";

const SERIES: readonly Series<Day>[] = [{ id: "credits", label: "Credits", color: "var(--accent)", value: (day) => day.credits }];

const nameOf = (row: Day): string => shortDate(row.day);

/** What the account spent a day. */
export function Spending() {
  const query = useQuery(spendingQuery());
  return (
    <section className="rounded-lg border bg-surface p-4">
      <QueryState query={query} compact skeleton={<Skeleton className="h-60 w-full" />}>
        {(usage) => {
          const days = everyDay(usage.rows, usage.date_from, usage.date_to);
          return (
            <BarsBy
              title={usage.total > 0 ? `${count(usage.total, "credit")} spent in ${count(days.length, "day")}` : `Nothing spent in the last ${count(days.length, "day")}`}
              description="Credits a day, all sites of the account."
              data={days}
              name={nameOf}
              nameHeader="Day"
              series={SERIES}
              height={180}
              format={(value) => decimal(value)}
            />
          );
        }}
      </QueryState>
    </section>
  );
}
