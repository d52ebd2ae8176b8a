/** Credits by day, with the days on which nothing was spent. */

export interface Day {
  day: string;
  credits: number;
}

const DAY_MS = 86_400_000;

/** @param from, to first and last day, `2026-03-04` */
export function everyDay(rows: readonly { key: string | null; credits: number }[], from: string, to: string): Day[] {
  const spent = new Map(rows.map((row) => [row.key?.slice(0, 10) ?? "", row.credits]));
  const days: Day[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push({ day, credits: spent.get(day) ?? 0 });
  }
  return days;
}
