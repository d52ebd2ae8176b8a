/**
 * Days and times in a site's time zone. A day is an ISO date ("2026-11-20") and never a Date, so that the zone of the browser
 * cannot move it.
 */
export type Day = string;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  let made: Intl.DateTimeFormat;
  try {
    made = partsFormat(zone);
  } catch {
    made = partsFormat("UTC"); // a zone this browser does not know
  }
  formatters.set(zone, made);
  return made;
}

function partsFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** What a clock in the zone shows, written as if it were UTC: milliseconds. */
function wallClock(zone: string, instant: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

export function dayIn(zone: string, instant: Date | string): Day {
  return new Date(wallClock(zone, new Date(instant).getTime())).toISOString().slice(0, 10);
}

/** "08:30" */
export function timeIn(zone: string, instant: Date | string): string {
  return new Date(wallClock(zone, new Date(instant).getTime())).toISOString().slice(11, 16);
}

const DAY_MS = 86_400_000;

/**
 * The moment when a clock in the zone shows this day and time ("HH:MM").
 *
 * When clocks go back the time comes twice: the first is meant. When they go forward it never comes: as much later as was skipped.
 */
export function instantOf(zone: string, day: Day, time: string): Date {
  const shown = Date.parse(`${day}T${time}:00Z`);
  const offset = (at: number) => wallClock(zone, at) - at;
  const before = shown - offset(shown - DAY_MS);
  const after = shown - offset(shown + DAY_MS);
  const meant = [before, after].filter((at) => wallClock(zone, at) === shown);
  return new Date(meant.length > 0 ? Math.min(...meant) : before);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Monday is 1, Sunday is 7. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

const WORDS = "en-GB"; // as lib/format writes dates

/** A day in words: `dayWords("2026-11-20")` is "Friday 20 November 2026". */
export function dayWords(day: Day, options: Intl.DateTimeFormatOptions = { dateStyle: "full" }): string {
  return new Intl.DateTimeFormat(WORDS, { ...options, timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
}

/** "Europe/Berlin, GMT+1" at that moment. */
export function zoneWords(zone: string, instant: Date = new Date()): string {
  try {
    const name = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(instant).find((part) => part.type === "timeZoneName")?.value;
    return name && name !== zone ? `${zone.replaceAll("_", " ")}, ${name}` : zone;
  } catch {
    return "UTC";
  }
}
