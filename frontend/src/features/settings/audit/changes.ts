/** What an entry of the log says was changed, as lines of a small table. */
import { fieldWord } from "./words";

export interface ChangeLine {
  field: string;
  /** null: the entry tells only what it is now. */
  before: string | null;
  after: string;
}

export type NameOf = (field: string, id: string) => string | undefined;

/** @param nameOf the name of what an id in a field stands for, where it is known here */
export function changeLines(changes: Readonly<Record<string, unknown>>, nameOf: NameOf = () => undefined): ChangeLine[] {
  const { before, after, ...others } = changes;
  const lines: ChangeLine[] = [];
  if (before !== undefined || after !== undefined) lines.push({ field: "Role", before: words("role", before, nameOf), after: words("role", after, nameOf) });
  for (const [name, value] of Object.entries(others)) {
    // The log writes a change as a pair; names of fields are a plain list, which may have two members as well.
    if (Array.isArray(value) && value.length === 2 && name !== "fields") {
      lines.push({ field: fieldWord(name), before: words(name, value[0], nameOf), after: words(name, value[1], nameOf) });
    } else lines.push({ field: fieldWord(name), before: null, after: name === "fields" && Array.isArray(value) ? value.map((one) => fieldWord(String(one))).join(", ") : words(name, value, nameOf) });
  }
  return lines;
}

function words(field: string, value: unknown, nameOf: NameOf): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return nameOf(field, value) ?? value;
  if (Array.isArray(value)) return value.length === 0 ? "–" : value.map((one) => words(field, one, nameOf)).join(", ");
  return JSON.stringify(value);
}
