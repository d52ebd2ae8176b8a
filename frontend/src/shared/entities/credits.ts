/** What is left of the credits, and what something would cost. */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";

import { api, item, type Schema } from "@/shared/api/client";
import { useSession } from "@/shared/api/session";

export type CreditBalance = Schema<"BalanceOut">;
export type CreditEstimate = Schema<"EstimateOut">;
/** An operation of the price list and how many of its units, for instance words or requests. */
export interface Spend {
  operation: string;
  units: number;
}

export const balanceKeys = { all: ["balance"] as const };
export const estimateKeys = { all: ["estimates"] as const, of: (items: readonly Spend[]) => ["estimates", items] as const };

export function balanceQuery() {
  return queryOptions({ queryKey: balanceKeys.all, queryFn: () => item(api.GET("/api/v1/billing/balance/")), staleTime: 20_000 });
}

export function useBalance() {
  const status = useSession((state) => state.status);
  return useQuery({ ...balanceQuery(), enabled: status === "signed-in" });
}

/** Depends on the balance too (`enough`), so it lives under no cache longer than that. */
export function estimateQuery(items: readonly Spend[]) {
  return queryOptions({
    queryKey: estimateKeys.of(items),
    queryFn: ({ signal }) => item(api.POST("/api/v1/billing/estimate/", { body: { items: [...items] }, signal })),
    enabled: items.length > 0 && items.every((one) => one.units > 0),
    staleTime: 20_000,
    placeholderData: keepPreviousData,
  });
}

/** What running this function with this payload would cost, as the function itself counts its units. */
export function runEstimateQuery(fn: string, payload: Record<string, unknown>) {
  return queryOptions({
    queryKey: [...estimateKeys.all, "run", fn, payload] as const,
    queryFn: ({ signal }) => item(api.POST("/api/v1/ai/runs/estimate/", { body: { function: fn, payload }, signal })),
    staleTime: 20_000,
    placeholderData: keepPreviousData,
  });
}

const PAUSE_MS = 250;

/**
 * What it would cost, asked again when somebody stops changing the numbers.
 *
 * @returns undefined while nothing is chosen or not known yet; the last answer while a new one is on its way
 */
export function useEstimate(operation: string, units: number): CreditEstimate | undefined {
  return useEstimateOf(useMemo(() => (units > 0 ? [{ operation, units }] : []), [operation, units]));
}

/** As `useEstimate`, for several operations paid together. */
export function useEstimateOf(items: readonly Spend[]): CreditEstimate | undefined {
  const text = JSON.stringify(items);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useQuery(estimateQuery(useMemo(() => JSON.parse(settled) as Spend[], [settled])));
  return items.length === 0 ? undefined : data;
}
