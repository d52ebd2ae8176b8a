import { expect, test } from "vitest";

import { addMonths, applyMove, type Entry, heatOf, lastDayOf, monthsOf, moveTo, rangeOf, weekOf, weeksOf } from "./model";

const entry = (changes: Partial<Entry> = {}): Entry => ({
  kind: "planned_task",
  id: "t1",
  date: "2026-11-20",
  time: null,
  at: null,
  task_id: "t1",
  content_id: null,
  title: "Cold brew",
  status: "queued",
  content_type: "post",
  assignee_id: null,
  assignee_name: null,
  ...changes,
});
const NOW = new Date("2026-11-20T10:00:00Z");

test("months go over the turn of the year, and end where they end", () => {
  expect(addMonths("2026-11", 2)).toBe("2027-01");
  expect(addMonths("2026-01", -1)).toBe("2025-12");
  expect(lastDayOf("2028-02")).toBe("2028-02-29");
});

test("the page is whole weeks, from Monday or from Sunday", () => {
  expect(rangeOf("2026-11", 1)).toEqual({ first: "2026-10-26", last: "2026-12-06" });
  expect(rangeOf("2026-11", 7)).toEqual({ first: "2026-11-01", last: "2026-12-05" });
  expect(rangeOf("2027-02", 1)).toEqual({ first: "2027-02-01", last: "2027-02-28" });
  expect(monthsOf("2026-11", 7)).toEqual(["2026-11", "2026-12"]);
  expect(monthsOf("2026-11", 1)).toEqual(["2026-10", "2026-11", "2026-12"]);
  expect(weekOf("en-US").firstDay).toBe(7);
  expect(weekOf("de-DE").firstDay).toBe(1);
});

test("each day has its entries, and the days where clocks change are neither lost nor doubled", () => {
  const weeks = weeksOf({ month: "2026-10", entries: [entry({ date: "2026-10-25" })], today: "2026-10-25", week: { firstDay: 1, weekend: [6, 7] } });
  const days = weeks.flat().map((cell) => cell.day);
  expect(new Set(days).size).toBe(days.length);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  const cell = weeks.flat().find((one) => one.day === "2026-10-25");
  expect(cell).toMatchObject({ isToday: true, isWeekend: true, isInMonth: true });
  expect(cell?.entries).toHaveLength(1);
});

test("planned things move to any day, and back into the tray", () => {
  expect(moveTo(entry(), "2026-11-20", "UTC", NOW)).toBeNull();
  expect(moveTo(entry(), "2026-11-02", "UTC", NOW)).toEqual({ move: { type: "task", id: "t1", planned_date: "2026-11-02" } });
  expect(moveTo(entry({ kind: "planned", id: "c1" }), null, "UTC", NOW)).toEqual({ move: { type: "content", id: "c1", planned_date: null } });
  expect(moveTo({ kind: "planned_task", id: "t2", date: null, time: null }, "2026-12-01", "UTC", NOW)).toEqual({ move: { type: "task", id: "t2", planned_date: "2026-12-01" } });
});

test("a scheduled one keeps its time on the site's clock, also over the change of the clocks", () => {
  const scheduled = entry({ kind: "scheduled", id: "c1", date: "2027-03-27", time: "08:30", at: "2027-03-27T07:30:00Z" });
  expect(moveTo(scheduled, "2027-03-28", "Europe/Berlin", NOW)).toEqual({ move: { type: "schedule", content_id: "c1", at: "2027-03-28T06:30:00.000Z" } });
  expect(moveTo(scheduled, "2026-11-20", "Europe/Berlin", NOW)).toEqual({ refusal: "That moment is over. Choose a later day." });
  expect(moveTo(scheduled, "2026-11-20", "America/Los_Angeles", NOW)).toHaveProperty("move.at", "2026-11-20T16:30:00.000Z");
});

test("what is published stays, and a schedule is not dropped by a slip", () => {
  expect(moveTo(entry({ kind: "published" }), "2026-11-25", "UTC", NOW)).toHaveProperty("refusal");
  expect(moveTo(entry({ kind: "scheduled" }), null, "UTC", NOW)).toHaveProperty("refusal");
});

test("the page shows the move at once, of that entry only", () => {
  const entries = [entry(), entry({ kind: "planned", id: "t1" }), entry({ id: "t2" })];
  expect(applyMove(entries, { kind: "planned_task", id: "t1" }, "2026-11-28").map((one) => one.date)).toEqual(["2026-11-28", "2026-11-20", "2026-11-20"]);
  expect(applyMove(entries, { kind: "planned_task", id: "t1" }, null)).toHaveLength(2);
});

test("heat counts work to do, not what came out", () => {
  expect(heatOf([entry({ kind: "published" })])).toBe(0);
  expect(heatOf([entry()])).toBe(1);
  expect(heatOf([entry(), entry(), entry()])).toBe(2);
  expect(heatOf(Array.from({ length: 4 }, () => entry()))).toBe(3);
});
