import { useMemo } from "react";

import { compact, number } from "@/shared/lib/format";

import type { SimpleColumn } from "../table/simple-table";
import { ChartFrame, HEIGHT } from "./chart-frame";
import { lazyDrawing } from "./lazy-drawing";
import { seriesColumns } from "./series-columns";
import type { ChartProps, Series } from "./types";

const Drawing = lazyDrawing(async () => (await import("./recharts-bars")).BarsDrawing);
const BAR_ROOM = 30;

export interface BarsByProps<Row> extends ChartProps {
  data: readonly Row[];
  /** What one bar, or group of bars, is for. Each row has its own. */
  name: (row: Row) => string;
  /** What the names are, as the table's header: "Operation". */
  nameHeader: string;
  series: readonly Series<Row>[];
  stacked?: boolean;
  /** Bars to the right, with their names at the left: for long names. The height then follows the number of bars. */
  horizontal?: boolean;
  table?: readonly SimpleColumn<Row>[];
}

/** How much of each. */
export function BarsBy<Row>({ data, name, nameHeader, series, stacked = false, horizontal = false, table, format = number, height, ...frame }: BarsByProps<Row>) {
  const rows = useMemo(() => data.map((row) => ({ name: name(row), values: series.map((one) => one.value(row)) })), [data, name, series]);
  const needed = horizontal ? Math.max(120, data.length * BAR_ROOM * (stacked ? 1 : series.length) + 40) : HEIGHT;
  return (
    <ChartFrame {...frame} height={height ?? needed} rows={data} rowId={name} columns={table ?? seriesColumns(nameHeader, name, series, format)} legend={series}>
      <Drawing rows={rows} series={series} stacked={stacked} horizontal={horizontal} format={format} tick={compact} />
    </ChartFrame>
  );
}
