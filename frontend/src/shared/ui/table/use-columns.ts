import { useCallback, useMemo } from "react";

import { usePreference } from "@/shared/hooks/use-preference";

import type { Column } from "./types";

/** Short names: everybody's preferences share a small room in their account. */
interface ColumnPreference {
  /** Hidden. */
  h?: readonly string[];
  /** Shown although hidden at first. */
  s?: readonly string[];
  /** Widths in pixels. */
  w?: Readonly<Record<string, number>>;
  /** Order of ids, the first column excepted. */
  o?: readonly string[];
}

const UNTOUCHED: ColumnPreference = {};
export const MIN_WIDTH = 64;
export const MAX_WIDTH = 800;
export const SELECT_WIDTH = 40;

export interface ColumnState<Row> {
  /** All, in the order chosen. */
  all: readonly Column<Row>[];
  visible: readonly Column<Row>[];
  isHidden: (id: string) => boolean;
  widthOf: (column: Column<Row>) => number;
  setWidth: (id: string, width: number | null) => void;
  toggle: (id: string) => void;
  /** Show exactly these of the columns that can be hidden. */
  showOnly: (hidden: readonly string[]) => void;
  hidden: readonly string[];
  /** Move one place to the left (-1) or right (1). */
  move: (id: string, step: -1 | 1) => void;
  reset: () => void;
  isTouched: boolean;
  /** For `grid-template-columns`, with one column's width replaced while it is dragged. */
  template: (dragged?: { id: string; width: number }) => string;
  /** Pixels that all columns need. */
  total: number;
}

/** Which columns are shown, how wide and in which order, remembered for each person and table. */
export function useColumns<Row>(tableId: string, columns: readonly Column<Row>[], selectable: boolean): ColumnState<Row> {
  const [saved, save] = usePreference<ColumnPreference>(`table.${tableId}`, UNTOUCHED);
  const firstId = columns[0]?.id;
  const isHideable = useCallback((column: Column<Row>) => column.hideable ?? column.id !== firstId, [firstId]);

  return useMemo(() => {
    const order = saved.o ?? [];
    const place = (column: Column<Row>, index: number) => {
      if (index === 0) return -1;
      const chosen = order.indexOf(column.id);
      return chosen < 0 ? index : chosen + 0.5;
    };
    const all = columns.map((column, index) => ({ column, at: place(column, index) })).sort((a, b) => a.at - b.at).map(({ column }) => column);
    const hidden = all.filter((column) => isHideable(column) && (saved.h?.includes(column.id) === true || (column.initiallyHidden === true && saved.s?.includes(column.id) !== true))).map((column) => column.id);
    const visible = all.filter((column) => !hidden.includes(column.id));
    const widthOf = (column: Column<Row>) => saved.w?.[column.id] ?? column.width;
    const showOnly = (gone: readonly string[]) =>
      save({
        ...saved,
        h: columns.filter((column) => gone.includes(column.id) && column.initiallyHidden !== true).map((column) => column.id),
        s: columns.filter((column) => !gone.includes(column.id) && column.initiallyHidden === true).map((column) => column.id),
      });
    return {
      all,
      visible,
      hidden,
      isHidden: (id) => hidden.includes(id),
      widthOf,
      setWidth: (id, width) => {
        const others = Object.entries(saved.w ?? {}).filter(([name]) => name !== id);
        const own: [string, number][] = width === null ? [] : [[id, clampWidth(width, columns.find((column) => column.id === id))]];
        save({ ...saved, w: Object.fromEntries([...others, ...own]) });
      },
      toggle: (id) => showOnly(hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id]),
      showOnly,
      move: (id, step) => {
        const ids = all.slice(1).map((column) => column.id);
        const from = ids.indexOf(id);
        const to = from + step;
        if (from < 0 || to < 0 || to >= ids.length) return;
        ids.splice(to, 0, ...ids.splice(from, 1));
        save({ ...saved, o: ids });
      },
      reset: () => save(UNTOUCHED),
      isTouched: Object.keys(saved).length > 0,
      template: (dragged) => {
        const tracks = visible.map((column, index) => {
          const isDragged = dragged?.id === column.id;
          const width = isDragged ? dragged.width : widthOf(column);
          const isFree = index === 0 && !isDragged && saved.w?.[column.id] === undefined;
          return isFree ? `minmax(${width}px, 1fr)` : `${width}px`;
        });
        const first = visible[0];
        const isFirstFree = first !== undefined && saved.w?.[first.id] === undefined && dragged?.id !== first.id;
        return [...(selectable ? [`${SELECT_WIDTH}px`] : []), ...tracks, isFirstFree ? "0px" : "minmax(0px, 1fr)"].join(" ");
      },
      total: visible.reduce((sum, column) => sum + widthOf(column), selectable ? SELECT_WIDTH : 0),
    };
  }, [columns, isHideable, saved, save, selectable]);
}

export function clampWidth<Row>(width: number, column?: Column<Row>): number {
  return Math.round(Math.min(MAX_WIDTH, Math.max(column?.minWidth ?? MIN_WIDTH, width)));
}
