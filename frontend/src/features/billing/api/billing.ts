import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import { balanceKeys } from "@/shared/entities/credits";

export type Summary = Schema<"SummaryOut">;
export type Price = Schema<"PriceOut">;
export type Usage = Schema<"UsageOut">;
export type UsageRow = Schema<"UsageRowOut">;
export type GroupBy = Usage["group_by"];
export type Transaction = Schema<"TransactionOut">;

export const billingKeys = {
  all: ["billing"] as const,
  summary: () => ["billing", "summary"] as const,
  prices: () => ["billing", "prices"] as const,
  usage: (groupBy: GroupBy, from: string, to: string) => ["billing", "usage", groupBy, from, to] as const,
  transactions: () => ["billing", "transactions"] as const,
};

export function summaryQuery() {
  return queryOptions({ queryKey: billingKeys.summary(), queryFn: ({ signal }) => item(api.GET("/api/v1/billing/summary/", { signal })) });
}

export function pricesQuery() {
  return queryOptions({
    queryKey: billingKeys.prices(),
    queryFn: async ({ signal }) => (await page(api.GET("/api/v1/billing/prices/", { params: { query: { page_size: 100 } }, signal }))).results,
    staleTime: 5 * 60_000,
  });
}

/** @param from, to first and last day, `2026-03-04` */
export function usageQuery(groupBy: GroupBy, from: string, to: string) {
  return queryOptions({
    queryKey: billingKeys.usage(groupBy, from, to),
    queryFn: ({ signal }) => item(api.GET("/api/v1/billing/usage/", { params: { query: { group_by: groupBy, date_from: from, date_to: to } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function fetchTransactions(query: Record<string, string>, signal?: AbortSignal) {
  return page(api.GET("/api/v1/billing/transactions/", { params: { query }, signal: signal ?? null }));
}

export function useSetSpendCap() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (spend_cap: number | null) => item(api.PATCH("/api/v1/billing/spend-cap/", { body: { spend_cap } })),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: billingKeys.summary() }), client.invalidateQueries({ queryKey: balanceKeys.all })]),
  });
}
