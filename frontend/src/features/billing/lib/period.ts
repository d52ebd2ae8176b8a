/** Periods people ask for, as days of UTC: the ledger's own. */

export type PeriodName = "7d" | "30d" | "90d" | "month" | "last-month";

export const PERIODS: readonly { value: PeriodName; label: string }[] = [
  { value: "7d", label: "7 days" },
  { value: "30d", label: "30 days" },
  { value: "90d", label: "90 days" },
  { value: "month", label: "This month" },
  { value: "last-month", label: "Last month" },
];

const DAY_MS = 86_400_000;
const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** First and last day, both inclusive. */
export function daysOf(period: PeriodName, now: Date): { from: string; to: string } {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  if (period === "month") return { from: dayOf(Date.UTC(year, month, 1)), to: dayOf(now.getTime()) };
  if (period === "last-month") return { from: dayOf(Date.UTC(year, month - 1, 1)), to: dayOf(Date.UTC(year, month, 0)) };
  const days = Number.parseInt(period, 10);
  return { from: dayOf(now.getTime() - (days - 1) * DAY_MS), to: dayOf(now.getTime()) };
}
