import { useVirtualizer, type Range } from "@tanstack/react-virtual";
import { type CSSProperties, type FocusEvent, type KeyboardEvent, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref } from "react";

import { cn } from "@/shared/lib/cn";

import { Button } from "../button";
import { Header } from "./header";
import { PendingRow, Row, type RowHandlers } from "./row";
import { isSelected, type Selection } from "./selection";
import type { ListSource } from "./types";
import type { ColumnState } from "./use-columns";

const OVERSCAN = 8;
/** Rows drawn while nobody knows how many there are. */
const GUESS = 12;

export interface GridHandle {
  focusRow: (index: number) => void;
  scrollToTop: () => void;
  /** First and last row on the screen. */
  range: () => { first: number; last: number };
  rowsInPage: () => number;
}

interface GridProps<Row> {
  handle: Ref<GridHandle>;
  label: string;
  source: ListSource<Row>;
  columns: ColumnState<Row>;
  rowHeight: number;
  isCard: boolean;
  handlers: RowHandlers<Row>;
  selection: Selection;
  active: number;
  openId: string;
  pageState: boolean | "indeterminate";
  onSelectPage: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void;
  maxHeight: string;
  minHeight: number;
  /** Pixels kept free below the last row, for what floats over the end of the list. */
  endRoom: number;
}

export function Grid<Row>({ handle, label, source, columns, rowHeight, isCard, handlers, selection, active, openId, pageState, onSelectPage, onKeyDown, maxHeight, minHeight, endRoom }: GridProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  const rows = source.isLoading ? GUESS : source.count;
  // The row with the focus is always drawn: were it taken away, the focus would fall out of the table.
  const extract = useCallback(
    (range: Range) => {
      const first = Math.max(0, range.startIndex - OVERSCAN);
      const last = Math.min(range.count - 1, range.endIndex + OVERSCAN);
      const places = Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step);
      if (active < first && active < range.count) places.unshift(active);
      else if (active > last && active < range.count) places.push(active);
      return places;
    },
    [active],
  );
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    rangeExtractor: extract,
    scrollPaddingStart: isCard ? 0 : rowHeight + 36,
    scrollPaddingEnd: rowHeight + endRoom,
    paddingEnd: endRoom,
  });
  useLayoutEffect(() => {
    virtual.measure();
  }, [virtual, rowHeight]);

  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  const { setRange } = source;
  useEffect(() => {
    setRange(Math.max(0, first - OVERSCAN), last + OVERSCAN);
  }, [setRange, first, last]);

  useImperativeHandle(handle, () => ({
    focusRow: (index) => {
      virtual.scrollToIndex(index, { align: "auto" });
      const find = () => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
      const row = find();
      if (row) row.focus({ preventScroll: true });
      // It is drawn with the next frame.
      else requestAnimationFrame(() => find()?.focus({ preventScroll: true }));
    },
    scrollToTop: () => {
      if (scroller.current !== null) scroller.current.scrollTop = 0;
    },
    range: () => ({ first: virtual.range?.startIndex ?? 0, last: virtual.range?.endIndex ?? 0 }),
    rowsInPage: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? rowHeight * 10) - 36) / rowHeight) - 1),
  }));

  // A row that had the focus and was removed hands it to the one in its place.
  useEffect(() => {
    if (!hasFocus.current || document.activeElement !== document.body) return;
    scroller.current?.querySelector<HTMLElement>(`[data-index="${Math.min(active, rows - 1)}"]`)?.focus({ preventScroll: true });
  });

  const preview = useCallback((next: string) => scroller.current?.style.setProperty("--columns", next), []);
  const template = columns.template();
  const hasActions = handlers.actions !== null;
  const items = virtual.getVirtualItems();
  const firstFailed = items.find((item) => item.index >= first && source.stateAt(item.index) === "failed")?.index;
  const style = { "--columns": template, "--row-hover": "color-mix(in oklab, var(--text) 3%, var(--surface))", maxHeight, minHeight } as CSSProperties;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={source.isLoading ? -1 : source.count + 1}
      aria-colcount={columns.visible.length + (handlers.selectable ? 1 : 0) + (hasActions ? 1 : 0)}
      aria-multiselectable={handlers.selectable || undefined}
      aria-busy={source.isLoading || source.isRefreshing}
      tabIndex={-1}
      style={style}
      data-skeleton={source.isLoading ? "" : undefined}
      className={cn("relative overflow-auto rounded-lg border bg-surface [overflow-anchor:none] focus-visible:outline-none", isCard && "-mx-4 rounded-none border-x-0", source.isLoading && "appear-late")}
      onKeyDown={onKeyDown}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={(event: FocusEvent<HTMLDivElement>) => {
        // Without a relatedTarget the element with the focus may just have been taken away.
        if (event.relatedTarget !== null) hasFocus.current = event.currentTarget.contains(event.relatedTarget);
      }}
    >
      <div role="presentation" style={isCard ? undefined : { minWidth: columns.total }}>
        {isCard ? null : (
          <Header
            columns={columns}
            ordering={source.query.ordering}
            onOrder={source.query.setOrdering}
            selectable={handlers.selectable}
            pageState={pageState}
            onSelectPage={onSelectPage}
            onPreview={preview}
            hasActions={hasActions}
          />
        )}
        <div role="rowgroup" className={cn("relative transition-opacity", source.isRefreshing && "opacity-60 delay-150")} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = source.isLoading ? undefined : source.rowAt(index);
            if (row !== undefined) {
              const id = source.rowId(row);
              return (
                <Row
                  key={index}
                  row={row}
                  index={index}
                  top={start}
                  height={rowHeight}
                  columns={columns.visible}
                  handlers={handlers}
                  isSelected={isSelected(selection, id)}
                  isActive={index === active}
                  isOpen={openId === id}
                  isCard={isCard}
                />
              );
            }
            if (index === firstFailed) return <FailedRow key={index} index={index} top={start} height={rowHeight} onRetry={source.retry} />;
            return <PendingRow key={index} index={index} top={start} height={rowHeight} columns={columns.visible.length} isCard={isCard} isActive={index === active} selectable={handlers.selectable} />;
          })}
        </div>
      </div>
    </div>
  );
}

function FailedRow({ index, top, height, onRetry }: { index: number; top: number; height: number; onRetry: () => void }) {
  return (
    <div role="row" aria-rowindex={index + 2} className="absolute inset-x-0 top-0 border-b bg-danger-soft" style={{ transform: `translateY(${top}px)`, height }}>
      <div role="gridcell" aria-colindex={1} className="sticky left-0 flex h-full w-fit items-center gap-3 px-3 text-sm">
        <span role="alert">These rows could not be loaded.</span>
        <Button size="sm" onClick={onRetry}>
          Load again
        </Button>
      </div>
    </div>
  );
}
