import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, memo, type PointerEvent, useRef } from "react";

import { cn } from "@/shared/lib/cn";

import { Tooltip } from "../tooltip";
import type { Column } from "./types";
import { clampWidth, type ColumnState, MAX_WIDTH, MIN_WIDTH } from "./use-columns";

interface HeaderProps<Row> {
  columns: ColumnState<Row>;
  ordering: string;
  onOrder: (ordering: string | null) => void;
  selectable: boolean;
  pageState: boolean | "indeterminate";
  onSelectPage: () => void;
  /** Draw with this template while a column is dragged, without drawing the rows again. */
  onPreview: (template: string) => void;
  hasActions: boolean;
}

/** Next of three: downwards first where much is interesting, then the other way, then the list's own order. */
export function nextOrdering<Row>(column: Column<Row>, ordering: string): string | null {
  const key = column.sortKey ?? "";
  const isDescFirst = column.sortDescFirst ?? column.numeric === true;
  const first = isDescFirst ? `-${key}` : key;
  const second = isDescFirst ? key : `-${key}`;
  if (ordering === first) return second;
  return ordering === second ? null : first;
}

function TableHeader<Row>({ columns, ordering, onOrder, selectable, pageState, onSelectPage, onPreview, hasActions }: HeaderProps<Row>) {
  const shift = selectable ? 2 : 1;
  return (
    <div role="rowgroup" className="sticky top-0 z-3">
      <div role="row" aria-rowindex={1} className="grid h-9 grid-cols-(--columns) border-b bg-ground text-sm text-muted">
        {selectable ? (
          <div role="columnheader" aria-colindex={1} className="sticky left-0 z-3 bg-inherit">
            <label className="grid h-full w-10 cursor-pointer place-items-center">
              <input
                ref={(input) => {
                  if (input !== null) input.indeterminate = pageState === "indeterminate";
                }}
                type="checkbox"
                className="size-4 cursor-pointer accent-accent"
                aria-label="Select the rows on this page"
                checked={pageState === true}
                onChange={onSelectPage}
              />
            </label>
          </div>
        ) : null}
        {columns.visible.map((column, at) => (
          <HeaderCell key={column.id} column={column} columns={columns} colIndex={at + shift} isFirst={at === 0} selectable={selectable} ordering={ordering} onOrder={onOrder} onPreview={onPreview} />
        ))}
        {hasActions ? (
          <div role="columnheader" aria-colindex={columns.visible.length + shift} className="overflow-hidden">
            <span className="sr-only">Actions</span>
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** Not drawn again while rows pass below it. */
export const Header = memo(TableHeader) as typeof TableHeader;

interface CellProps<Row> extends Pick<HeaderProps<Row>, "columns" | "ordering" | "onOrder" | "onPreview" | "selectable"> {
  column: Column<Row>;
  colIndex: number;
  isFirst: boolean;
}

function HeaderCell<Row>({ column, columns, colIndex, isFirst, selectable, ordering, onOrder, onPreview }: CellProps<Row>) {
  const isUp = ordering === column.sortKey;
  const isDown = ordering === `-${column.sortKey ?? ""}`;
  const isSorted = column.sortKey !== undefined && (isUp || isDown);
  const Arrow = isDown ? ArrowDown : ArrowUp;
  const words = <span className={cn("truncate", column.explain !== undefined && "underline decoration-line-strong decoration-dotted underline-offset-3")}>{column.header}</span>;
  const look = cn("flex h-full w-full min-w-0 items-center gap-1 rounded-md px-3 font-medium outline-offset-[-2px]", column.numeric === true && "flex-row-reverse", isFirst && selectable && "pl-1");
  return (
    <div
      role="columnheader"
      aria-colindex={colIndex}
      aria-sort={column.sortKey === undefined ? undefined : isSorted ? (isDown ? "descending" : "ascending") : "none"}
      className={cn("group/head relative min-w-0", isFirst && "sticky z-3 bg-inherit", isFirst && (selectable ? "left-10" : "left-0"))}
    >
      <Tooltip content={column.explain} side="bottom">
        {column.sortKey === undefined ? (
          column.explain === undefined ? (
            <div className={look}>{words}</div>
          ) : (
            <button type="button" className={cn(look, "cursor-help!")}>
              {words}
            </button>
          )
        ) : (
          <button type="button" className={cn(look, "hover:text-text", isSorted && "text-text")} onClick={() => onOrder(nextOrdering(column, ordering))}>
            {words}
            <Arrow className={cn("size-3.5 shrink-0", !isSorted && "opacity-0 group-focus-within/head:opacity-50 group-hover/head:opacity-50")} aria-hidden="true" />
          </button>
        )}
      </Tooltip>
      <ResizeHandle column={column} columns={columns} onPreview={onPreview} />
    </div>
  );
}

const STEP = 16;

function ResizeHandle<Row>({ column, columns, onPreview }: Pick<CellProps<Row>, "column" | "columns" | "onPreview">) {
  const drag = useRef<{ x: number; from: number; width: number } | null>(null);
  const end = (isKept: boolean) => {
    const dragged = drag.current;
    drag.current = null;
    if (dragged === null) return;
    if (isKept && dragged.width !== dragged.from) columns.setWidth(column.id, dragged.width);
    else onPreview(columns.template());
  };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const from = event.currentTarget.parentElement?.getBoundingClientRect().width ?? columns.widthOf(column);
    drag.current = { x: event.clientX, from, width: from };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current === null) return;
    drag.current.width = clampWidth(drag.current.from + event.clientX - drag.current.x, column);
    onPreview(columns.template({ id: column.id, width: drag.current.width }));
  };
  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    const sign = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (event.key === "Enter" || event.key === "Backspace") columns.setWidth(column.id, null);
    else if (sign !== 0) columns.setWidth(column.id, columns.widthOf(column) + sign * STEP);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // A splitter is a separator that takes the focus: that is its pattern in ARIA.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the pointer's short way; keys and buttons do the same
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${column.header}`}
      aria-valuenow={columns.widthOf(column)}
      aria-valuemin={column.minWidth ?? MIN_WIDTH}
      aria-valuemax={MAX_WIDTH}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="absolute inset-y-0 -right-1 z-2 w-2 cursor-col-resize touch-none after:absolute after:inset-y-2 after:left-1 after:w-px after:bg-line hover:after:inset-y-0 hover:after:w-0.5 hover:after:bg-accent focus-visible:after:bg-accent"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
      onDoubleClick={() => columns.setWidth(column.id, null)}
      onKeyDown={key}
    />
  );
}
