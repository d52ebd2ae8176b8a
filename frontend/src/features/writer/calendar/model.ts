/** A month of the calendar: weeks as the reader's language begins them, and what moving an entry means. Pure. */
import type { Schema } from "@/shared/api/client";
import { addDays, type Day, instantOf, weekdayOf } from "@/shared/lib/zone";

export type Entry = Schema<"CalendarEntryOut">;
/** "2026-11" */
export type Month = string;

export interface DayCell {
  day: Day;
  isInMonth: boolean;
  isToday: boolean;
  isWeekend: boolean;
  entries: readonly Entry[];
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function addMonths(month: Month, by: number): Month {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  const total = year * 12 + number - 1 + by;
  return `${String(Math.floor(total / 12)).padStart(4, "0")}-${String((total % 12) + 1).padStart(2, "0")}`;
}

export function lastDayOf(month: Month): Day {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

interface WeekInfo {
  firstDay: number;
  weekend: readonly number[];
}

/** When the week begins and which days are the weekend, where the reader lives. Monday is 1. */
export function weekOf(locale: string): WeekInfo {
  try {
    const known: { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo } = new Intl.Locale(locale); // not in every browser
    return known.getWeekInfo?.() ?? known.weekInfo ?? { firstDay: 1, weekend: [6, 7] };
  } catch {
    return { firstDay: 1, weekend: [6, 7] };
  }
}

/** First and last day on the page: whole weeks around the month. */
export function rangeOf(month: Month, firstDay: number): { first: Day; last: Day } {
  const start: Day = `${month}-01`;
  const end = lastDayOf(month);
  return { first: addDays(start, -((weekdayOf(start) - firstDay + 7) % 7)), last: addDays(end, 6 - ((weekdayOf(end) - firstDay + 7) % 7)) };
}

/** Months whose entries the page shows: its own, and the neighbours that lend it days. */
export function monthsOf(month: Month, firstDay: number): Month[] {
  const { first, last } = rangeOf(month, firstDay);
  return [...new Set([monthOf(first), month, monthOf(last)])];
}

export function weeksOf({ month, entries, today, week }: { month: Month; entries: readonly Entry[]; today: Day; week: WeekInfo }): DayCell[][] {
  const byDay = Map.groupBy(entries, (entry) => entry.date);
  const { first, last } = rangeOf(month, week.firstDay);
  const cells: DayCell[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    cells.push({ day, isInMonth: monthOf(day) === month, isToday: day === today, isWeekend: week.weekend.includes(weekdayOf(day)), entries: byDay.get(day) ?? [] });
  }
  return Array.from({ length: cells.length / 7 }, (_, index) => cells.slice(index * 7, index * 7 + 7));
}

/** How full a day is: none, light, usual, full. Only what is still to come out counts as work to do. */
export function heatOf(entries: readonly Entry[]): 0 | 1 | 2 | 3 {
  const open = entries.filter((entry) => entry.kind !== "published").length;
  return open === 0 ? 0 : open === 1 ? 1 : open <= 3 ? 2 : 3;
}

/** What a move asks of the server; null days take the plan away. */
export type Move =
  | { type: "task"; id: string; planned_date: Day | null }
  | { type: "content"; id: string; planned_date: Day | null }
  | { type: "schedule"; content_id: string; at: string };

export type MoveResult = { move: Move } | { refusal: string };

/** A thing on the calendar, or one in the tray that has no day yet. */
export type Movable = Pick<Entry, "kind" | "id" | "time"> & { date: Day | null };

/**
 * What dropping an entry on a day means.
 *
 * @param now the present moment, for what cannot be promised any more
 * @returns null when nothing changes
 */
export function moveTo(entry: Movable, day: Day | null, zone: string, now: Date): MoveResult | null {
  if (entry.date === day) return null;
  if (entry.kind === "published") return { refusal: "It is published already, and stays on the day it came out." };
  if (entry.kind === "planned_task") return { move: { type: "task", id: entry.id, planned_date: day } };
  if (entry.kind === "planned") return { move: { type: "content", id: entry.id, planned_date: day } };
  if (day === null) return { refusal: "It is scheduled. Take it off the schedule before it can wait without a day." };
  const at = instantOf(zone, day, entry.time ?? "09:00");
  if (at.getTime() <= now.getTime()) return { refusal: "That moment is over. Choose a later day." };
  return { move: { type: "schedule", content_id: entry.id, at: at.toISOString() } };
}

/** The entries as they will be, before the server has answered. */
export function applyMove(entries: readonly Entry[], entry: Pick<Entry, "kind" | "id">, day: Day | null, at: string | null = null): Entry[] {
  return entries.flatMap((one) => {
    if (one.id !== entry.id || one.kind !== entry.kind) return [one];
    return day === null ? [] : [{ ...one, date: day, at: at ?? one.at }];
  });
}

/** A month with something that had no day, or came from another month. */
export function addToDay(entries: readonly Entry[], mover: Movable & { title: string; at?: string | null }, day: Day): Entry[] {
  const isTask = mover.kind === "planned_task";
  const entry: Entry = {
    kind: mover.kind,
    id: mover.id,
    title: mover.title,
    date: day,
    time: mover.time,
    at: mover.at ?? null,
    task_id: isTask ? mover.id : null,
    content_id: isTask ? null : mover.id,
    status: mover.kind === "scheduled" ? "scheduled" : isTask ? "queued" : "draft",
    content_type: "post",
    assignee_id: null,
    assignee_name: null,
  };
  return [...entries, entry];
}
