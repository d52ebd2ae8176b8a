/** Which rows are selected: some by id, or all that match but a few. */

export type Selection =
  | { mode: "some"; ids: ReadonlySet<string> }
  | { mode: "all"; except: ReadonlySet<string>; filters: Readonly<Record<string, string>>; count: number };

export interface SelectionState {
  selection: Selection;
  /** Where a range starts: the row selected last without shift. */
  anchor: string | null;
}

export type SelectionAction =
  | { type: "toggle"; id: string }
  /** Rows between anchor and the row, as they are on the screen; all get what the anchor has. */
  | { type: "range"; ids: readonly string[]; anchor: string }
  | { type: "page"; ids: readonly string[]; selected: boolean }
  | { type: "all"; filters: Readonly<Record<string, string>>; count: number }
  | { type: "gone"; ids: readonly string[] }
  | { type: "clear" };

export const NOTHING: SelectionState = { selection: { mode: "some", ids: new Set() }, anchor: null };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.mode === "some" ? selection.ids.has(id) : !selection.except.has(id);
}

export function selectedCount(selection: Selection): number {
  return selection.mode === "some" ? selection.ids.size : Math.max(0, selection.count - selection.except.size);
}

function mark(selection: Selection, ids: readonly string[], selected: boolean): Selection {
  const inSet = selection.mode === "some" ? selected : !selected;
  const next = new Set(selection.mode === "some" ? selection.ids : selection.except);
  for (const id of ids) {
    if (inSet) next.add(id);
    else next.delete(id);
  }
  return selection.mode === "some" ? { mode: "some", ids: next } : { ...selection, except: next };
}

export function reduceSelection(state: SelectionState, action: SelectionAction): SelectionState {
  const { selection } = state;
  switch (action.type) {
    case "toggle":
      return { selection: mark(selection, [action.id], !isSelected(selection, action.id)), anchor: action.id };
    case "range":
      return { selection: mark(selection, action.ids, isSelected(selection, action.anchor)), anchor: action.anchor };
    case "page":
      return { selection: mark(selection, action.ids, action.selected), anchor: null };
    case "all":
      return { selection: { mode: "all", except: new Set(), filters: action.filters, count: action.count }, anchor: null };
    case "gone": {
      const gone = new Set(action.ids);
      const anchor = state.anchor !== null && gone.has(state.anchor) ? null : state.anchor;
      if (selection.mode === "some") return { selection: mark(selection, action.ids, false), anchor };
      const still = action.ids.filter((id) => !selection.except.has(id)).length;
      const except = new Set([...selection.except].filter((id) => !gone.has(id)));
      return { selection: { ...selection, except, count: selection.count - still - (selection.except.size - except.size) }, anchor };
    }
    case "clear":
      return NOTHING;
  }
}

/** A selection as the API's bulk endpoints take it: ids, or the list's parameters with the number of rows they were seen to leave. */
export function selectionBody(
  selection: Selection,
): { ids: string[] } | { filter: Record<string, string>; expected_count: number; except_ids?: string[] } {
  if (selection.mode === "some") return { ids: [...selection.ids] };
  const filter = withoutOrdering(selection.filters);
  return { filter, expected_count: selection.count, ...(selection.except.size > 0 ? { except_ids: [...selection.except] } : {}) };
}

/** The parameters that decide which rows there are. */
export function withoutOrdering(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== "ordering"));
}
