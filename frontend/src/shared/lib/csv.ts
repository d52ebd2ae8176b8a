/** CSV that spreadsheets read as it is meant: text stays text, whatever it begins with. */

export type CsvCell = string | number | boolean | null | undefined;

const DANGEROUS = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+([.,]\d+)?%?$/;

/**
 * One cell. Text that a spreadsheet would run as a formula gets an apostrophe in front, which it shows as text; unknown is empty.
 */
export function csvCell(value: CsvCell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = typeof value === "boolean" ? (value ? "yes" : "no") : value;
  const safe = (DANGEROUS.test(text) || DANGEROUS.test(text.trimStart())) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a file: with a byte order mark, without which Excel reads UTF-8 as something else. */
export function toCsv(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [header.map(csvCell).join(",")];
  for (const row of rows) lines.push(row.map(csvCell).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}
