/** Numbers, dates and plurals in words. English; the browser's rules for it. */
import { NOUNS, type Noun } from "./words";

const LOCALE = "en";
const DATE_LOCALE = "en-GB"; // day before month, as the month is written in letters anyway
const cache = new Map<string, unknown>();

/** Making a formatter is slow, using one is not. */
function once<Formatter>(key: string, make: () => Formatter): Formatter {
  let known = cache.get(key) as Formatter | undefined;
  if (known === undefined) {
    known = make();
    cache.set(key, known);
  }
  return known;
}

function figures(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return once(`n${JSON.stringify(options)}`, () => new Intl.NumberFormat(LOCALE, options));
}

/** "1,234" */
export function number(value: number): string {
  return figures({ maximumFractionDigits: 0 }).format(value);
}

/** "24.5": up to two digits, none where there are none. */
export function decimal(value: number, digits = 2): string {
  return figures({ maximumFractionDigits: digits }).format(value);
}

/** "12.3K", for places without room. */
export function compact(value: number): string {
  return figures({ notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** Of a share: 0.123 is "12%". */
export function percent(share: number, digits = 0): string {
  return figures({ style: "percent", maximumFractionDigits: digits }).format(share);
}

/** "$1.20" */
export function currency(value: number, code: string): string {
  try {
    return figures({ style: "currency", currency: code, currencyDisplay: "narrowSymbol" }).format(value);
  } catch {
    // An export may call its currency anything.
    return `${decimal(value)} ${code}`;
  }
}

/** "1.4 MB" */
export function bytes(value: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const step = value < 1 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), units.length - 1);
  const scaled = value / 1000 ** step;
  return figures({ style: "unit", unit: units[step] ?? "byte", unitDisplay: step === 0 ? "long" : "short", maximumFractionDigits: scaled < 10 && step > 0 ? 1 : 0 }).format(scaled);
}

/**
 * "3 s", "2 min 5 s", "1 h 12 min"
 *
 * @param seconds fractions are cut
 */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return minutes > 0 ? `${number(hours)} h ${minutes} min` : `${number(hours)} h`;
  if (minutes > 0) return rest > 0 ? `${minutes} min ${rest} s` : `${minutes} min`;
  return `${rest} s`;
}

/** "1 keyword", "1,234 keywords", "24.5 credits" */
export function count(value: number, noun: Noun): string {
  return `${decimal(value)} ${plural(value, noun)}`;
}

/** The noun alone, in the form the number asks for. */
export function plural(value: number, noun: Noun): string {
  const forms = NOUNS[noun];
  return once("plural", () => new Intl.PluralRules(LOCALE)).select(value) === "one" ? forms.one : forms.other;
}

/** "one, two and three" */
export function list(items: readonly string[], kind: "conjunction" | "disjunction" = "conjunction"): string {
  return once(`l${kind}`, () => new Intl.ListFormat(DATE_LOCALE, { type: kind })).format(items);
}

type Moment = Date | string | number;

function moments(options: Intl.DateTimeFormatOptions, zone: string | undefined): Intl.DateTimeFormat {
  return once(`d${JSON.stringify(options)}${zone ?? ""}`, () => {
    try {
      return new Intl.DateTimeFormat(DATE_LOCALE, { ...options, ...(zone ? { timeZone: zone } : {}) });
    } catch {
      // A zone this browser does not know.
      return new Intl.DateTimeFormat(DATE_LOCALE, { ...options, timeZone: "UTC" });
    }
  });
}

/** "4 Mar 2026"; a plain date (`2026-03-04`) is that day in every zone. */
export function date(value: Moment, zone?: string): string {
  const isPlain = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return moments({ day: "numeric", month: "short", year: "numeric" }, isPlain ? "UTC" : zone).format(new Date(value));
}

/** "4 Mar" */
export function shortDate(value: Moment, zone?: string): string {
  const isPlain = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return moments({ day: "numeric", month: "short" }, isPlain ? "UTC" : zone).format(new Date(value));
}

/** "4 Mar 2026, 14:05" */
export function dateTime(value: Moment, zone?: string, { seconds = false }: { seconds?: boolean } = {}): string {
  return moments({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}) }, zone).format(new Date(value));
}

/** "14:05" */
export function time(value: Moment, zone?: string): string {
  return moments({ hour: "2-digit", minute: "2-digit" }, zone).format(new Date(value));
}

/** "Europe/Berlin, GMT+1" */
export function zoneName(value: Moment, zone?: string): string {
  const name = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const offset = moments({ timeZoneName: "shortOffset" }, zone).formatToParts(new Date(value)).find((part) => part.type === "timeZoneName")?.value;
  return offset && offset !== name ? `${name}, ${offset}` : name;
}

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 365.25 * 86_400],
  ["month", 30.44 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** "just now", "5 minutes ago", "in 3 days" */
export function relative(value: Moment, now: Moment = Date.now()): string {
  const seconds = (new Date(value).getTime() - new Date(now).getTime()) / 1000;
  // A server's clock may be a little ahead of this one.
  if (Math.abs(seconds) < 45) return "just now";
  const words = once("r", () => new Intl.RelativeTimeFormat(LOCALE, { numeric: "always" }));
  for (const [unit, size] of STEPS) {
    const amount = Math.round(seconds / size);
    if (Math.abs(seconds) >= size * 0.95 && amount !== 0) return words.format(amount, unit);
  }
  return words.format(Math.sign(seconds), "minute");
}
