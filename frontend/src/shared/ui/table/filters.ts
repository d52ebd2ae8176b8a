/** Filters between the address, the API's parameters and words. */
import type { FilterDef } from "./types";

export interface Range {
  from: string;
  to: string;
}

export function readRange(raw: string): Range {
  const [from = "", to = ""] = raw.split("..", 2);
  return { from, to };
}

/** @returns null when neither end is given */
export function writeRange({ from, to }: Range): string | null {
  return from === "" && to === "" ? null : `${from}..${to}`;
}

export function readList(raw: string): string[] {
  return raw.split(",").filter((part) => part !== "");
}

/** Whether a value in the address means something for this filter; somebody may have edited it. */
export function isMeant(filter: FilterDef, raw: string): boolean {
  if (raw === "") return false;
  const known = filter.options?.map((option) => option.value);
  switch (filter.kind) {
    case "choice":
      return known?.includes(raw) ?? true;
    case "multi":
      return known === undefined || readList(raw).some((value) => known.includes(value));
    case "boolean":
      return raw === "true" || raw === "false";
    case "range": {
      const { from, to } = readRange(raw);
      return raw.includes("..") && [from, to].every((end) => Number.isFinite(Number(end))) && from + to !== "";
    }
    case "date": {
      const { from, to } = readRange(raw);
      return raw.includes("..") && [from, to].every((end) => end === "" || /^\d{4}-\d{2}-\d{2}$/.test(end)) && from + to !== "";
    }
    case "text":
      return true;
  }
}

/** What the API is asked for one filter. */
export function paramsOf(filter: FilterDef, raw: string): Record<string, string> {
  if (!isMeant(filter, raw)) return {};
  const name = filter.param ?? filter.id;
  if (filter.kind === "range" || filter.kind === "date") {
    const { from, to } = readRange(raw);
    return {
      ...(from === "" ? {} : { [filter.paramMin ?? `${name}_min`]: from }),
      ...(to === "" ? {} : { [filter.paramMax ?? `${name}_max`]: to }),
    };
  }
  if (filter.kind === "multi" && filter.options !== undefined) {
    const known = filter.options.map((option) => option.value);
    return { [name]: readList(raw).filter((value) => known.includes(value)).join(",") };
  }
  return { [name]: raw };
}

export interface FilterWords {
  field: string;
  operator: string;
  value: string;
}

const MOST_NAMED = 2;

/** The three words of a chip. */
export function describe(filter: FilterDef, raw: string): FilterWords {
  const label = (value: string) => filter.options?.find((option) => option.value === value)?.label ?? filter.format?.(value) ?? value;
  const unit = filter.unit === undefined ? "" : ` ${filter.unit}`;
  switch (filter.kind) {
    case "multi": {
      const known = filter.options?.map((option) => option.value);
      const values = readList(raw).filter((value) => known?.includes(value) ?? true);
      const named = values.slice(0, MOST_NAMED).map(label).join(", ");
      const more = values.length - MOST_NAMED;
      return { field: filter.label, operator: values.length > 1 ? "is any of" : "is", value: more > 0 ? `${named} and ${more} more` : named };
    }
    case "range":
    case "date": {
      const { from, to } = readRange(raw);
      const isDate = filter.kind === "date";
      if (to === "") return { field: filter.label, operator: isDate ? "since" : "at least", value: label(from) + unit };
      if (from === "") return { field: filter.label, operator: isDate ? "until" : "at most", value: label(to) + unit };
      return { field: filter.label, operator: "between", value: `${label(from)} and ${label(to)}${unit}` };
    }
    case "boolean":
      return { field: filter.label, operator: "is", value: filter.words === undefined ? (raw === "true" ? "yes" : "no") : filter.words[raw === "true" ? 0 : 1] };
    case "text":
      return { field: filter.label, operator: "contains", value: raw };
    case "choice":
      return { field: filter.label, operator: "is", value: label(raw) };
  }
}
