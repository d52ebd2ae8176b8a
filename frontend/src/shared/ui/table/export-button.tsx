import { Download } from "lucide-react";
import { isValidElement, memo, type ReactNode, useEffect, useRef, useState } from "react";

import { type CsvCell, toCsv } from "@/shared/lib/csv";

import { Button, IconButton } from "../button";
import { saveBlob } from "../download";
import { toast, toastError } from "../toast";
import { isSelected, type Selection } from "./selection";
import type { Column, ListSource } from "./types";

interface ExportButtonProps<Row> {
  load: ListSource<Row>["load"];
  rowId: (row: Row) => string;
  /** How many rows the filters leave. */
  count: number;
  /** Those shown, in their order. */
  columns: readonly Column<Row>[];
  name: string;
  selection: Selection;
  selected: number;
  words: (n: number) => string;
}

/** A CSV file of exactly what is shown: these columns in this order, the rows the filters leave, or those selected. */
function TableExport<Row>({ load, rowId, count, columns, name, selection, selected, words }: ExportButtonProps<Row>) {
  const [loaded, setLoaded] = useState<number | null>(null);
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const rows = selected > 0 ? selected : count;
  const run = async () => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setLoaded(0);
    try {
      const all = await load(0, count - 1, { signal, onProgress: setLoaded });
      const wanted = selected > 0 ? all.filter((row) => isSelected(selection, rowId(row))) : all;
      const written = columns.filter((column) => column.csv !== false);
      const file = toCsv(written.map((column) => column.header), wanted.map((row) => written.map((column) => valueOf(column, row))));
      saveBlob(new Blob([file], { type: "text/csv;charset=utf-8" }), `${name}-${new Date().toISOString().slice(0, 10)}.csv`);
      toast.success(`${words(wanted.length)} exported`);
    } catch (error) {
      if (!signal.aborted) toastError(error, "The export did not work.");
    } finally {
      setLoaded(null);
    }
  };
  if (loaded !== null) {
    return (
      <span className="flex items-center gap-2 text-sm text-muted">
        <span className="tabular" role="status">
          {words(loaded)} read
        </span>
        <Button size="sm" onClick={() => stop.current?.abort()}>
          Cancel export
        </Button>
      </span>
    );
  }
  return <IconButton label={selected > 0 ? `Export the ${words(selected)} selected as CSV` : "Export as CSV"} icon={Download} variant="secondary" disabled={rows === 0} onClick={() => void run()} />;
}

export const ExportButton = memo(TableExport) as typeof TableExport;

function valueOf<Row>(column: Column<Row>, row: Row): CsvCell {
  return typeof column.csv === "function" ? column.csv(row) : textOf(column.cell(row));
}

/** The text a cell shows, as far as it is written in the cell itself. */
function textOf(node: ReactNode): string | number | null {
  if (typeof node === "string" || typeof node === "number") return node;
  if (Array.isArray(node)) return node.map((child: ReactNode) => textOf(child) ?? "").join("");
  if (isValidElement<{ children?: ReactNode }>(node)) return textOf(node.props.children);
  return null;
}
