/** The selected rows themselves, for endpoints that take ids only and for sentences that need more than a number. */
import type { Selection } from "@/shared/ui/table/selection";
import type { ListSource } from "@/shared/ui/table/types";

type Source<Row> = Pick<ListSource<Row>, "rowAt" | "indexOf" | "rowId" | "load" | "count">;

export async function selectedRows<Row>(source: Source<Row>, selection: Selection): Promise<Row[]> {
  const load = () => source.load(0, Math.max(0, source.count - 1));
  if (selection.mode === "all") return (await load()).filter((row) => !selection.except.has(source.rowId(row)));
  const near = knownRows(source, selection);
  return near ?? (await load()).filter((row) => selection.ids.has(source.rowId(row)));
}

/** The same without asking the server; null when some are not in memory. */
export function knownRows<Row>(source: Pick<Source<Row>, "rowAt" | "indexOf">, selection: Selection): Row[] | null {
  if (selection.mode === "all") return null;
  const rows: Row[] = [];
  for (const id of selection.ids) {
    const row = source.rowAt(source.indexOf(id));
    if (row === undefined) return null;
    rows.push(row);
  }
  return rows;
}
