import { type CSSProperties, memo, type MouseEvent, useEffect, useRef, useState } from "react";

import { cn } from "@/shared/lib/cn";

import { RowActions } from "./row-actions";
import type { Column, RowAction } from "./types";

/** What a row may ask for; one object for the life of the table, so that rows are drawn again only when they change. */
export interface RowHandlers<Row> {
  open: (index: number) => void;
  select: (index: number, isRange: boolean) => void;
  focus: (index: number) => void;
  label: (row: Row) => string;
  actions: ((row: Row) => readonly RowAction[]) | null;
  canOpen: boolean;
  selectable: boolean;
}

export interface RowProps<Row> {
  row: Row;
  index: number;
  top: number;
  height: number;
  columns: readonly Column<Row>[];
  handlers: RowHandlers<Row>;
  isSelected: boolean;
  /** The row that has the focus, or would get it. */
  isActive: boolean;
  /** Its details are open beside the list. */
  isOpen: boolean;
  isCard: boolean;
}

const FOCUS_RING = "outline-none after:pointer-events-none after:absolute after:inset-0 after:z-3 focus-visible:after:border-2 focus-visible:after:border-accent";
const NEAR_MS = 60;
const INTERACTIVE = "a,button,input,select,textarea,label,[role=button],[role=menuitem],[role=switch],[role=combobox]";

export function place(top: number, height: number): CSSProperties {
  return { transform: `translateY(${top}px)`, height };
}

/** Radix portals events through React's tree: a click in a row's menu is none on the row. */
function isOnRow(event: MouseEvent): boolean {
  const target = event.target as Element;
  return event.currentTarget.contains(target) && target.closest(INTERACTIVE) === null;
}

function TableRow<Row>({ row, index, top, height, columns, handlers, isSelected, isActive, isOpen, isCard }: RowProps<Row>) {
  const [isNear, setIsNear] = useState(false);
  const pointer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pointer.current), []);
  const label = handlers.label(row);
  const shift = handlers.selectable ? 2 : 1;
  return (
    // Its keys are handled by the grid, for all rows together.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={handlers.selectable ? isSelected : undefined}
      aria-current={isOpen || undefined}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      style={place(top, height)}
      className={cn(
        "group/row absolute inset-x-0 top-0 contain-layout contain-paint contain-style border-b bg-surface hover:bg-(--row-hover) focus-visible:z-1",
        // Over the cells: those that stay in place while others scroll would cover an outline.
        FOCUS_RING,
        isCard ? "flex items-center gap-3 px-4" : "grid grid-cols-(--columns) items-center",
        handlers.canOpen && "cursor-pointer",
        (isSelected || isOpen) && "bg-accent-soft hover:bg-accent-soft",
      )}
      onClick={(event) => {
        if (!isOnRow(event)) return;
        if (event.shiftKey && handlers.selectable) handlers.select(index, true);
        else if (window.getSelection()?.isCollapsed !== false) handlers.open(index);
      }}
      onMouseDown={(event) => {
        // Shift and a click select rows, not the text between them.
        if (event.shiftKey) event.preventDefault();
      }}
      onFocus={() => {
        handlers.focus(index);
        setIsNear(true);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setIsNear(false);
      }}
      onPointerEnter={() => {
        // Rows that pass below a resting pointer are not meant.
        pointer.current = setTimeout(() => setIsNear(true), NEAR_MS);
      }}
      onPointerLeave={() => {
        clearTimeout(pointer.current);
        setIsNear(false);
      }}
    >
      {handlers.selectable ? (
        <div role="gridcell" aria-colindex={1} className={cn(isCard ? "shrink-0" : "sticky left-0 z-1 h-full bg-inherit")}>
          {/* The whole cell takes the click. */}
          <label className="grid h-full w-10 cursor-pointer place-items-center touch:min-h-11">
            <input
              type="checkbox"
              className="size-4 cursor-pointer accent-accent"
              aria-label={`Select ${label}`}
              tabIndex={isActive ? 0 : -1}
              checked={isSelected}
              onChange={() => undefined}
              onClick={(event) => handlers.select(index, event.shiftKey)}
            />
          </label>
        </div>
      ) : null}
      {isCard ? (
        <CardCells row={row} columns={columns} shift={shift} />
      ) : (
        columns.map((column, at) => (
          <div
            key={column.id}
            role={at === 0 ? "rowheader" : "gridcell"}
            aria-colindex={at + shift}
            className={cn(
              "flex h-full min-w-0 items-center overflow-hidden px-3",
              column.numeric === true && "tabular justify-end text-right",
              at === 0 && "sticky z-1 bg-inherit font-medium",
              at === 0 && (handlers.selectable ? "left-10 pl-1" : "left-0"),
            )}
          >
            <div className="min-w-0 truncate">{column.cell(row)}</div>
          </div>
        ))
      )}
      {handlers.actions === null ? null : <RowActions actions={handlers.actions} row={row} label={label} isNear={isNear} isCard={isCard} colIndex={columns.length + shift} />}
    </div>
  );
}

function CardCells<Row>({ row, columns, shift }: { row: Row; columns: readonly Column<Row>[]; shift: number }) {
  const placeOf = (column: Column<Row>, at: number) => column.mobile ?? (at === 0 ? "title" : "meta");
  const of = (place_: "title" | "meta" | "aside") => columns.map((column, at) => ({ column, at })).filter(({ column, at }) => placeOf(column, at) === place_);
  const cell = ({ column, at }: { column: Column<Row>; at: number }, className: string) => (
    <div key={column.id} role={at === 0 ? "rowheader" : "gridcell"} aria-colindex={at + shift} className={className}>
      {placeOf(column, at) === "meta" && column.numeric === true ? <span>{column.header} </span> : null}
      {column.cell(row)}
    </div>
  );
  return (
    <>
      <div role="presentation" className="grid min-w-0 flex-1 gap-0.5">
        <div role="presentation" className="flex min-w-0 gap-2">{of("title").map((one) => cell(one, "min-w-0 truncate font-medium"))}</div>
        <div role="presentation" className="flex min-w-0 items-center gap-x-3 overflow-hidden mask-r-from-90% text-sm whitespace-nowrap text-muted">{of("meta").map((one) => cell(one, "shrink-0"))}</div>
      </div>
      {of("aside").map((one) => cell(one, "tabular shrink-0 text-sm"))}
    </>
  );
}

export const Row = memo(TableRow) as typeof TableRow;

interface PendingRowProps {
  index: number;
  top: number;
  height: number;
  columns: number;
  isCard: boolean;
  isActive: boolean;
  selectable: boolean;
}

/** A row that is not here yet. It stands still: hundreds of them pass in a fling. */
export const PendingRow = memo(function PendingRow({ index, top, height, columns, isCard, isActive, selectable }: PendingRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy="true"
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      style={place(top, height)}
      className={cn("absolute inset-x-0 top-0 contain-layout contain-paint contain-style border-b bg-surface", FOCUS_RING, isCard ? "flex items-center px-4" : "grid grid-cols-(--columns) items-center")}
    >
      {Array.from({ length: isCard ? 1 : columns + (selectable ? 1 : 0) }, (_, at) => (
        <div key={at} role="gridcell" aria-colindex={at + 1} className="px-3">
          {selectable && at === 0 && !isCard ? null : <div className="h-2.5 rounded-md bg-line/70" style={{ width: `${48 + ((index * 37 + at * 23) % 40)}%` }} />}
        </div>
      ))}
    </div>
  );
});
