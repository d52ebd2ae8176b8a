/** Which column of a file holds what: the detection, and what a person changes about it. */
import { decimal } from "@/shared/lib/format";

import type { Detection, SampleRow } from "../api/imports";

/** What the API takes: field to column number, null for "this file has no such field". Only what differs from the detection. */
export type Mapping = Record<string, number | null>;

export const FIELDS: readonly { value: string; label: string; description?: string }[] = [
  { value: "keyword", label: "Keyword" },
  { value: "search_volume", label: "Search volume", description: "Searches a month" },
  { value: "volume_low", label: "Lowest volume" },
  { value: "volume_high", label: "Highest volume" },
  { value: "difficulty", label: "Difficulty", description: "0 to 100, of ranking without ads" },
  { value: "cpc", label: "Cost per click" },
  { value: "currency", label: "Currency of the cost" },
  { value: "intents", label: "Intent" },
  { value: "trend", label: "Trend", description: "Searches month by month" },
  { value: "serp_features", label: "Results page features" },
  { value: "position", label: "Position", description: "Where your site ranks" },
  { value: "url", label: "Ranking page" },
  { value: "clicks", label: "Clicks", description: "On your site" },
  { value: "impressions", label: "Impressions", description: "Of your site" },
  { value: "is_informational", label: "Intent is informational", description: "Yes or no" },
  { value: "is_commercial", label: "Intent is commercial", description: "Yes or no" },
  { value: "is_transactional", label: "Intent is transactional", description: "Yes or no" },
  { value: "is_navigational", label: "Intent is navigational", description: "Yes or no" },
];

export function fieldLabel(field: string): string {
  return FIELDS.find((one) => one.value === field)?.label ?? field;
}

/** The field a column is read as; null when it is kept beside the keyword. */
export function fieldOf(mapping: Readonly<Record<string, number>>, column: number): string | null {
  return Object.entries(mapping).find(([, index]) => index === column)?.[0] ?? null;
}

/**
 * What somebody wants after choosing a field for a column.
 *
 * @param found what was detected without anybody's help
 * @param chosen what was changed before
 * @returns the changes to send, relative to `found`
 */
export function choose(found: Readonly<Record<string, number>>, chosen: Mapping, column: number, field: string | null): Mapping {
  const wanted = applied(found, chosen);
  for (const [name, index] of Object.entries(wanted)) if (index === column) wanted[name] = undefined;
  if (field !== null) wanted[field] = column;
  const out: Mapping = {};
  for (const name of new Set([...Object.keys(found), ...Object.keys(wanted)])) {
    if (wanted[name] !== found[name]) out[name] = wanted[name] ?? null;
  }
  return out;
}

/** Field to column with the changes on top. */
export function applied(found: Readonly<Record<string, number>>, chosen: Mapping): Record<string, number | undefined> {
  const out: Record<string, number | undefined> = { ...found };
  for (const [name, column] of Object.entries(chosen)) out[name] = column ?? undefined;
  return out;
}

/** Some values of a column as they were read. */
export function samplesOf(detection: Detection, rows: readonly SampleRow[], column: number, most = 3): string[] {
  const field = fieldOf(detection.mapping, column);
  const header = detection.columns[column] ?? "";
  const out: string[] = [];
  for (const row of rows) {
    const text = textOf(row, field, header);
    if (text !== "" && !out.includes(text)) out.push(text);
    if (out.length >= most) break;
  }
  return out;
}

function textOf(row: SampleRow, field: string | null, header: string): string {
  // A figure that could not be read is kept under its header, also where the column is read.
  const kept = row.extra[header] ?? "";
  if (field === null) return kept;
  if (field === "search_volume" && row.search_volume === null) return rangeOf(row) || kept;
  if (field.startsWith("is_")) return row.intents.includes(field.slice(3)) ? "yes" : "no";
  const value = (row as unknown as Record<string, unknown>)[field];
  if (value === null || value === undefined) return kept;
  if (Array.isArray(value)) return value.slice(0, 4).map((part) => (part === null ? "–" : String(part))).join(", ") + (value.length > 4 ? ", …" : "");
  return typeof value === "number" ? decimal(value) : typeof value === "string" ? value : kept;
}

export function rangeOf({ volume_low: low, volume_high: high }: { volume_low: number | null; volume_high: number | null }): string {
  if (low === null && high === null) return "";
  if (low === null) return `up to ${decimal(high ?? 0)}`;
  return high === null ? `${decimal(low)} or more` : `${decimal(low)}–${decimal(high)}`;
}

const ENCODINGS: Record<string, string> = {
  "utf-8": "UTF-8",
  "utf-8-sig": "UTF-8",
  "utf-16": "UTF-16",
  "utf-16-le": "UTF-16",
  "utf-16-be": "UTF-16",
  "utf-32": "UTF-32",
  cp1252: "Windows-1252",
  cp1251: "Windows-1251",
  shift_jis: "Shift-JIS",
  cp932: "Shift-JIS",
  euc_kr: "EUC-KR",
  cp949: "EUC-KR",
  gb18030: "GB 18030",
};

export function encodingWords(encoding: string): string {
  return ENCODINGS[encoding.toLowerCase()] ?? encoding.toUpperCase();
}

export function delimiterWords(delimiter: string): string {
  return { ",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar", "": "one column, no delimiter" }[delimiter] ?? delimiter;
}
