/** What the first page of a site is made of: one small question to each part of the product. */
import { queryOptions } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";

export type Planner = Schema<"PlannerSummaryOut">;
export type Writer = Schema<"WriterSummaryOut">;
export type Publisher = Schema<"PublisherSummaryOut">;
export type Activity = Schema<"ActivityOut">;

export interface Overview {
  planner: Planner;
  writer: Writer;
  publisher: Publisher;
}

const REFRESH_MS = 60_000;
const LATEST = 10;
const DAYS = 30;

export const overviewKeys = { of: (siteId: string, sectorId?: string) => ["summary", siteId, sectorId ?? ""] as const };

export function overviewQuery(siteId: string, sectorId?: string) {
  const query = { site_id: siteId, ...(sectorId ? { sector_id: sectorId } : {}) };
  return queryOptions({
    queryKey: overviewKeys.of(siteId, sectorId),
    queryFn: async ({ signal }): Promise<Overview> => {
      const [planner, writer, publisher] = await Promise.all([
        item(api.GET("/api/v1/planner/summary/", { params: { query }, signal })),
        item(api.GET("/api/v1/writer/summary/", { params: { query }, signal })),
        item(api.GET("/api/v1/publisher/summary/", { params: { query }, signal })),
      ]);
      return { planner, writer, publisher };
    },
    refetchInterval: REFRESH_MS,
  });
}

export function activityQuery(siteId: string) {
  return queryOptions({
    queryKey: ["activity", siteId] as const,
    queryFn: async ({ signal }) => (await page(api.GET("/api/v1/system/activity/", { params: { query: { site_id: siteId, page_size: LATEST } }, signal }))).results,
    refetchInterval: REFRESH_MS,
  });
}

/** Credits of the account by day, of the last 30 days. */
export function spendingQuery() {
  return queryOptions({
    queryKey: ["billing", "usage", "home"] as const,
    queryFn: ({ signal }) => {
      const from = new Date(Date.now() - (DAYS - 1) * 86_400_000).toISOString().slice(0, 10);
      return item(api.GET("/api/v1/billing/usage/", { params: { query: { group_by: "day", date_from: from } }, signal }));
    },
  });
}
