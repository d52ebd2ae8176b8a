import { expect, test } from "vitest";

import { addDays, dayIn, dayWords, instantOf, timeIn, weekdayOf, zoneWords } from "./zone";

test("a moment belongs to the day of the site's zone, not of UTC", () => {
  expect(dayIn("Asia/Tokyo", "2026-11-30T20:15:00Z")).toBe("2026-12-01");
  expect(dayIn("America/Los_Angeles", "2026-12-01T05:00:00Z")).toBe("2026-11-30");
  expect(timeIn("Asia/Kolkata", "2026-11-30T20:15:00Z")).toBe("01:45");
});

test("the moment of a day and time follows the clock over the year", () => {
  expect(instantOf("Europe/Berlin", "2026-01-15", "09:00").toISOString()).toBe("2026-01-15T08:00:00.000Z");
  expect(instantOf("Europe/Berlin", "2026-07-15", "09:00").toISOString()).toBe("2026-07-15T07:00:00.000Z");
  expect(instantOf("Pacific/Kiritimati", "2026-07-15", "00:30").toISOString()).toBe("2026-07-14T10:30:00.000Z");
});

test("an hour that clocks skip moves on, one that comes twice is the first", () => {
  // Berlin: 29 March 2026 goes from 02:00 to 03:00, 25 October from 03:00 back to 02:00.
  expect(instantOf("Europe/Berlin", "2026-03-29", "02:30").toISOString()).toBe("2026-03-29T01:30:00.000Z");
  expect(timeIn("Europe/Berlin", instantOf("Europe/Berlin", "2026-03-29", "02:30"))).toBe("03:30");
  expect(instantOf("Europe/Berlin", "2026-10-25", "02:30").toISOString()).toBe("2026-10-25T00:30:00.000Z");
  expect(instantOf("Europe/Berlin", "2026-10-25", "03:30").toISOString()).toBe("2026-10-25T02:30:00.000Z");
  expect(instantOf("America/New_York", "2026-03-08", "02:15").toISOString()).toBe("2026-03-08T07:15:00.000Z");
});

test("days are counted over month ends and leap days", () => {
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  expect(weekdayOf("2026-11-22")).toBe(7);
  expect(weekdayOf("2026-11-23")).toBe(1);
});

test("words", () => {
  expect(dayWords("2026-11-20")).toMatch(/^Friday,? 20 November 2026$/);
  expect(zoneWords("Europe/Berlin", new Date("2026-07-01T00:00:00Z"))).toBe("Europe/Berlin, GMT+2");
  expect(zoneWords("Not/AZone")).toBe("UTC");
});
