import { useQuery } from "@tanstack/react-query";

import { runEstimateQuery, useBalance } from "@/shared/entities/credits";
import type { CreditEstimate } from "@/shared/ui/credits";

/** What running a function with this payload costs at most, as the function itself counts it, beside what is left. */
export function useRunEstimate(fn: string, payload: Record<string, unknown> | null): CreditEstimate | undefined {
  const { data: balance } = useBalance();
  const { data } = useQuery({ ...runEstimateQuery(fn, payload ?? {}), enabled: payload !== null });
  if (payload === null || data === undefined || balance === undefined) return undefined;
  return { credits: data.credits, available: balance.available, enough: balance.available >= data.credits };
}
