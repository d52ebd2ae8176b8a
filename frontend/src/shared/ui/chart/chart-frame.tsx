import { ChartLine, Table2 } from "lucide-react";
import { type ReactNode, Suspense, useId, useState } from "react";

import { cn } from "@/shared/lib/cn";

import { Button } from "../button";
import { Skeleton } from "../skeleton";
import { SimpleTable, type SimpleColumn } from "../table/simple-table";
import type { ChartProps, DrawnSeries } from "./types";
import { useNear } from "./use-near";

export const HEIGHT = 240;

interface ChartFrameProps<Row> extends ChartProps {
  /** The same figures as a table. */
  rows: readonly Row[];
  columns: readonly SimpleColumn<Row>[];
  rowId: (row: Row) => string;
  legend?: readonly DrawnSeries[] | undefined;
  /** Instead of the drawing when there are no rows. */
  empty?: ReactNode;
  /** The drawing; it is described by the title and the table, so nothing in it is read out. */
  children: ReactNode;
  /** The drawing takes the focus and describes itself. */
  isInteractive?: boolean;
}

/** Around every chart: its finding, its legend, and the figures behind it as a table. Keeps its height from the start. */
export function ChartFrame<Row>({ title, description, height = HEIGHT, rows, columns, rowId, legend, empty, children, isInteractive = false, className }: ChartFrameProps<Row>) {
  const [isTable, setIsTable] = useState(false);
  const [place, isNear] = useNear<HTMLDivElement>();
  const id = useId();
  return (
    <figure aria-labelledby={id} className={cn("grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2 break-inside-avoid", className)}>
      <figcaption className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p id={id} className="font-semibold text-balance">
            {title}
          </p>
          {description === undefined ? null : <p className="text-sm text-muted">{description}</p>}
        </div>
        {rows.length === 0 ? null : (
          <Button size="sm" variant="ghost" icon={isTable ? ChartLine : Table2} className="print:hidden" onClick={() => setIsTable(!isTable)}>
            {isTable ? "Show as chart" : "Show as table"}
          </Button>
        )}
      </figcaption>
      {rows.length === 0 ? (
        <div className="grid place-items-center rounded-lg border border-dashed px-4 text-center text-muted" style={{ height }}>
          {empty ?? "There is nothing to draw yet."}
        </div>
      ) : isTable ? (
        <div className="overflow-y-auto" style={{ maxHeight: height + 28 }}>
          <SimpleTable caption={title} columns={columns} rows={rows} rowId={rowId} />
        </div>
      ) : (
        <>
          <div
            ref={place}
            role={isInteractive ? undefined : "img"}
            aria-label={isInteractive ? undefined : [title, description].filter(Boolean).join(". ")}
            className="relative min-w-0 print:[&_svg]:max-w-full"
            style={{ height }}
          >
            <Suspense fallback={<Skeleton className="h-full w-full rounded-lg" />}>{isNear ? children : null}</Suspense>
          </div>
          {legend === undefined || legend.length < 2 ? null : <Legend entries={legend} />}
        </>
      )}
    </figure>
  );
}

function Legend({ entries }: { entries: readonly DrawnSeries[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {entries.map((entry) => (
        <li key={entry.label} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2.5 rounded-[3px] print:[print-color-adjust:exact]" style={{ background: entry.color }} />
          {entry.label}
        </li>
      ))}
    </ul>
  );
}
