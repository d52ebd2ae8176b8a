import { useMemo } from "react";

import { number } from "@/shared/lib/format";

import type { SimpleColumn } from "../table/simple-table";
import { ChartFrame } from "./chart-frame";
import { lazyDrawing } from "./lazy-drawing";
import type { ChartProps, DrawnPoint, DrawnSeries } from "./types";

const Drawing = lazyDrawing(async () => (await import("./recharts-scatter")).ScatterDrawing);
const HEIGHT = 360;
const ONE: readonly DrawnSeries[] = [{ label: "", color: "var(--accent)" }];

export interface ScatterAxis<Row> {
  label: string;
  /** Null leaves the row out of the drawing, not out of the table. */
  value: (row: Row) => number | null;
  format?: (value: number) => string;
  /** For figures that span several powers of ten; what is not above 0 is then drawn at 1. */
  scale?: "linear" | "log";
}

export interface ScatterProps<Row> extends Omit<ChartProps, "format"> {
  data: readonly Row[];
  rowId: (row: Row) => string;
  /** What a point is: the keyword. */
  name: (row: Row) => string;
  nameHeader: string;
  x: ScatterAxis<Row>;
  y: ScatterAxis<Row>;
  size?: ScatterAxis<Row>;
  /** Which group of `groups` a row belongs to, from 0. */
  group?: (row: Row) => number;
  groups?: readonly DrawnSeries[];
  table?: readonly SimpleColumn<Row>[];
  /** A click on a point; by keyboard the table offers the same in its first column. */
  onPick?: (row: Row) => void;
}

/** Where each one lies between two figures. */
export function Scatter<Row>({ data, rowId, name, nameHeader, x, y, size, group, groups = ONE, table, onPick, height = HEIGHT, ...frame }: ScatterProps<Row>) {
  const { points, byPoint } = useMemo(() => {
    const found = new Map<DrawnPoint, Row>();
    for (const row of data) {
      const at = { x: placed(x, row), y: placed(y, row) };
      if (at.x === null || at.y === null) continue;
      found.set({ name: name(row), x: at.x, y: at.y, size: size?.value(row) ?? null, group: group?.(row) ?? 0 }, row);
    }
    return { points: [...found.keys()], byPoint: found };
  }, [data, name, x, y, size, group]);
  const axes = [x, y, ...(size === undefined ? [] : [size])];
  const columns: SimpleColumn<Row>[] = [
    {
      id: "name",
      header: nameHeader,
      cell: (row) =>
        onPick === undefined ? (
          name(row)
        ) : (
          <button type="button" className="text-left underline decoration-line underline-offset-3 hover:decoration-line-strong" onClick={() => onPick(row)}>
            {name(row)}
          </button>
        ),
    },
    ...axes.map((axis) => ({
      id: axis.label,
      header: axis.label,
      numeric: true,
      cell: (row: Row) => {
        const value = axis.value(row);
        return value === null ? "unknown" : (axis.format ?? number)(value);
      },
    })),
  ];
  const drawn = (axis: ScatterAxis<Row>) => ({ label: axis.label, format: axis.format ?? number, scale: axis.scale ?? ("linear" as const) });
  const pick = (point: DrawnPoint) => {
    const row = byPoint.get(point) ?? data.find((one) => name(one) === point.name);
    if (row !== undefined) onPick?.(row);
  };
  return (
    <ChartFrame {...frame} height={height} rows={data} rowId={rowId} columns={table ?? columns} legend={groups}>
      <Drawing points={points} groups={groups} x={drawn(x)} y={drawn(y)} size={size === undefined ? null : drawn(size)} onPick={onPick === undefined ? null : pick} />
    </ChartFrame>
  );
}

function placed<Row>(axis: ScatterAxis<Row>, row: Row): number | null {
  const value = axis.value(row);
  return value !== null && axis.scale === "log" ? Math.max(1, value) : value;
}
