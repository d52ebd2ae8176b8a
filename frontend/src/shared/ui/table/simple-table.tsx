import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

import { Explain } from "../tooltip";

export interface SimpleColumn<Row> {
  id: string;
  header: string;
  /** One sentence that explains the header. */
  explain?: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned with tabular figures. */
  numeric?: boolean;
  /** Pixels; as wide as its content without it. */
  width?: number;
  /** Left out on phones. */
  wideOnly?: boolean;
}

export interface SimpleTableProps<Row> {
  /** What the table shows, for screen readers; visible with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly SimpleColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Instead of the table when there are no rows. */
  empty?: ReactNode;
  /** A line of sums; one cell for each column. */
  footer?: readonly ReactNode[];
  className?: string;
}

/** A short list with the looks of DataTable. It scrolls sideways inside itself where it must. */
export function SimpleTable<Row>({ caption, showCaption = false, columns, rows, rowId, empty, footer, className }: SimpleTableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return empty;
  const look = (column: SimpleColumn<Row>) => cn("px-3", column.numeric === true && "tabular text-right", column.wideOnly === true && "max-sm:hidden");
  return (
    // A part that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div role="region" aria-label={caption} tabIndex={0} className={cn("relative overflow-x-auto rounded-lg border bg-surface print:overflow-visible", className)}>
      <table className="w-full border-collapse text-left">
        <caption className={showCaption ? "px-3 py-2 text-left text-sm text-muted" : "sr-only"}>{caption}</caption>
        <thead className="border-b bg-ground text-sm text-muted">
          <tr className="h-9">
            {columns.map((column) => (
              <th key={column.id} scope="col" style={{ width: column.width }} className={cn(look(column), "font-medium whitespace-nowrap")}>
                {column.explain === undefined ? column.header : <Explain term={column.header}>{column.explain}</Explain>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)} className="h-9 border-b last:border-b-0 touch:h-11">
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.id} scope="row" className={cn(look(column), "py-1.5 font-medium")}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={cn(look(column), "py-1.5")}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {footer === undefined ? null : (
          <tfoot className="border-t bg-ground font-medium">
            <tr className="h-9">
              {columns.map((column, at) => (
                <td key={column.id} className={look(column)}>
                  {footer[at]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
