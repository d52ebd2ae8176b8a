/** The shared lists of starting points by industry and topic. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, item, page } from "@/shared/api/client";

export const seedKeys = { all: ["seed-keywords"] as const };

export interface SeedWanted {
  industryId: string;
  industrySectorId: string;
  search: string;
}

export function seedsQuery({ industryId, industrySectorId, search }: SeedWanted) {
  const query = {
    ordering: "keyword" as const,
    page_size: 200,
    ...(industrySectorId ? { industry_sector_id: industrySectorId } : industryId ? { industry_id: industryId } : {}),
    ...(search.trim() ? { search: search.trim() } : {}),
  };
  return queryOptions({
    queryKey: [...seedKeys.all, query] as const,
    queryFn: ({ signal }) => page(api.GET("/api/v1/planner/seed-keywords/", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 10 * 60_000,
  });
}

export function industriesQuery() {
  return queryOptions({
    queryKey: ["industries"] as const,
    queryFn: async () => (await page(api.GET("/api/v1/accounts/industries/", { params: { query: { ordering: "name", page_size: 200 } } }))).results,
    staleTime: 60 * 60_000,
  });
}

export function industrySectorsQuery(industryId: string) {
  return queryOptions({
    queryKey: ["industries", industryId, "sectors"] as const,
    queryFn: () => item(api.GET("/api/v1/accounts/industries/{id}/sectors/", { params: { path: { id: industryId } } })),
    enabled: industryId !== "",
    staleTime: 60 * 60_000,
  });
}
