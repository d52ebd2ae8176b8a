import type { SimpleColumn } from "../table/simple-table";
import type { Series } from "./types";

/** The figures of a chart as columns of a table. */
export function seriesColumns<Row>(header: string, name: (row: Row) => string, series: readonly Series<Row>[], format: (value: number) => string): SimpleColumn<Row>[] {
  return [
    { id: "name", header, cell: name },
    ...series.map((one) => ({
      id: one.id,
      header: one.label,
      numeric: true,
      cell: (row: Row) => {
        const value = one.value(row);
        return value === null ? "unknown" : format(value);
      },
    })),
  ];
}
