import { stringsFor, type Strings } from "./strings.ts";

/** How one language writes: words, direction, dates and numbers. */
export interface PageLocale {
  tag: string;
  dir: "ltr" | "rtl";
  strings: Strings;
  date: (instant: string) => string;
  number: (value: number) => string;
}

const known = new Map<string, PageLocale>();

/** The formats of a language in a time zone; built once each, because Intl objects are slow to make. */
export function localeFor(tag: string, timezone: string): PageLocale {
  const key = `${tag} ${timezone}`;
  const found = known.get(key);
  if (found) return found;
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: timezone });
  const numbers = new Intl.NumberFormat(tag);
  const made: PageLocale = {
    tag,
    dir: direction(tag),
    strings: stringsFor(tag),
    date: (instant) => dates.format(new Date(instant)),
      number: (value) => numbers.format(value),
  };
  known.set(key, made);
  return made;
}

function direction(tag: string): "ltr" | "rtl" {
  const { direction } = new Intl.Locale(tag).getTextInfo();
  return direction === "rtl" ? "rtl" : "ltr";
}
