import { useEffect, useReducer, useState } from "react";

import { useStable } from "@/shared/hooks/use-stable";

import { toastError } from "../toast";
import { NOTHING, reduceSelection, selectedCount, type Selection, type SelectionState, withoutOrdering } from "./selection";
import type { ListSource } from "./types";
import { WINDOW, windowOf } from "./windows";

export interface TableSelection {
  state: SelectionState;
  count: number;
  toggle: (index: number, isRange: boolean) => void;
  /** The rows around those in view, or nothing when something is selected. */
  page: (range: { first: number; last: number }) => void;
  all: () => void;
  clear: () => void;
}

/** Selected rows of a list; other filters begin anew, because nobody should act on what they cannot see. */
export function useSelection<Row>(source: ListSource<Row>, onChange?: (selection: Selection) => void): TableSelection {
  const [state, dispatch] = useReducer(reduceSelection, NOTHING);
  const filters = JSON.stringify(withoutOrdering(source.params));
  const [of, setOf] = useState(filters);
  if (of !== filters) {
    setOf(filters);
    dispatch({ type: "clear" });
  }
  const told = useStable((selection: Selection) => onChange?.(selection));
  useEffect(() => {
    told(state.selection);
  }, [told, state.selection]);

  const idsBetween = (from: number, to: number) => {
    const ids: string[] = [];
    for (let index = from; index <= to; index += 1) {
      const row = source.rowAt(index);
      if (row !== undefined) ids.push(source.rowId(row));
    }
    return ids;
  };
  const range = (anchor: string, from: number, to: number) => {
    const ids = idsBetween(from, to);
    if (ids.length === to - from + 1) dispatch({ type: "range", ids, anchor });
    // Rows that were passed without being looked at have to be asked for.
    else source.load(from, to).then((rows) => dispatch({ type: "range", ids: rows.map(source.rowId), anchor }), toastError);
  };
  return {
    state,
    count: selectedCount(state.selection),
    toggle: (index, isRange) => {
      const row = source.rowAt(index);
      if (row === undefined) return;
      const start = state.anchor === null || !isRange ? -1 : source.indexOf(state.anchor);
      if (state.anchor !== null && start >= 0) range(state.anchor, Math.min(start, index), Math.max(start, index));
      else dispatch({ type: "toggle", id: source.rowId(row) });
    },
    page: ({ first, last }) => {
      if (selectedCount(state.selection) > 0) dispatch({ type: "clear" });
      else {
        const from = (windowOf(first) - 1) * WINDOW;
        const to = Math.min(source.count, windowOf(last) * WINDOW) - 1;
        dispatch({ type: "page", ids: idsBetween(from, to), selected: true });
      }
    },
    all: () => dispatch({ type: "all", filters: source.params, count: source.count }),
    clear: () => dispatch({ type: "clear" }),
  };
}
