/** Keywords no page is written for, best first, and the industry's starting points. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, page, type Schema } from "@/shared/api/client";
import type { ListPage } from "@/shared/ui/table/types";

export type Opportunity = Schema<"OpportunityOut">;

/** Points of the chart: more would cover each other. */
export const MOST_POINTS = 200;

/** Below the keywords' keys: what changes keywords changes these. */
export const opportunityKeys = {
  list: (siteId: string) => ["keywords", siteId, "opportunities", "list"] as const,
  best: (siteId: string, params: Readonly<Record<string, string>>) => ["keywords", siteId, "opportunities", "best", params] as const,
  count: (siteId: string, params: Readonly<Record<string, string>>) => ["keywords", siteId, "opportunities", "count", params] as const,
};

export function fetchOpportunities(params: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ListPage<Opportunity>> {
  return page(api.GET("/api/v1/planner/keywords/opportunities/", { params: { query: params }, signal }));
}

/** The best of what the filters leave, for the chart. */
export function bestQuery(siteId: string, params: Readonly<Record<string, string>>) {
  const filter = Object.fromEntries(Object.entries(params).filter(([name]) => name !== "ordering"));
  return queryOptions({
    queryKey: opportunityKeys.best(siteId, filter),
    queryFn: ({ signal }) => fetchOpportunities({ ...filter, ordering: "-priority_score", page_size: String(MOST_POINTS) }, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** How many there are of a kind, for a sentence. */
export function opportunityCountQuery(siteId: string, params: Readonly<Record<string, string>>) {
  return queryOptions({
    queryKey: opportunityKeys.count(siteId, params),
    queryFn: async ({ signal }) => (await fetchOpportunities({ ...params, page_size: "1", count: "exact" }, signal)).count,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
