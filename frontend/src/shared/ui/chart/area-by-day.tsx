import { useMemo } from "react";

import { compact, date, number, shortDate } from "@/shared/lib/format";

import type { SimpleColumn } from "../table/simple-table";
import { ChartFrame } from "./chart-frame";
import { lazyDrawing } from "./lazy-drawing";
import { seriesColumns } from "./series-columns";
import type { ChartProps, Series } from "./types";

const Drawing = lazyDrawing(async () => (await import("./recharts-area")).AreaDrawing);

export interface AreaByDayProps<Row> extends ChartProps {
  /** One row for each day, in order; days without figures are the caller's to fill in. */
  data: readonly Row[];
  /** The day of a row, `2026-03-04`. */
  day: (row: Row) => string;
  series: readonly Series<Row>[];
  /** Parts of a whole on top of one another. */
  stacked?: boolean;
  /** Columns of the table; day and series when absent. */
  table?: readonly SimpleColumn<Row>[];
}

/** What changed from day to day. */
export function AreaByDay<Row>({ data, day, series, stacked = series.length > 1, table, format = number, ...frame }: AreaByDayProps<Row>) {
  const rows = useMemo(() => data.map((row) => ({ name: shortDate(day(row)), values: series.map((one) => one.value(row)) })), [data, day, series]);
  return (
    <ChartFrame {...frame} rows={data} rowId={day} columns={table ?? seriesColumns("Day", (row: Row) => date(day(row)), series, format)} legend={series}>
      <Drawing rows={rows} series={series} stacked={stacked} format={format} tick={compact} />
    </ChartFrame>
  );
}
