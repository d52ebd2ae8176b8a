import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** What a list endpoint answers. */
export interface ListPage<Row> {
  results: readonly Row[];
  count: number;
  count_is_exact: boolean;
}

export type CsvValue = string | number | boolean | null | undefined;

export interface Column<Row> {
  id: string;
  header: string;
  /** One sentence that explains the word in the header, shown on hover and focus. */
  explain?: string;
  /** Called for rows in view only. Keep it cheap: a few elements, no effects. */
  cell: (row: Row) => ReactNode;
  /** The API's field for `ordering`; a column without one cannot be sorted. */
  sortKey?: string;
  /** First click sorts downwards: for figures where much is interesting. True for numeric columns. */
  sortDescFirst?: boolean;
  /** Right-aligned with tabular figures. */
  numeric?: boolean;
  /** Pixels. The first column also takes what is left over. */
  width: number;
  minWidth?: number;
  /** False for the column that says what the row is. Default true, except for the first column. */
  hideable?: boolean;
  /** Not shown until somebody chooses it in the column menu. */
  initiallyHidden?: boolean;
  /** What the export writes; without it the text of `cell` when that is text. False leaves the column out. */
  csv?: ((row: Row) => CsvValue) | false;
  /** Place on a phone's card: first line, second line, at the right of the first line, or not at all. Default: `title` for the first column, else `meta`. */
  mobile?: "title" | "meta" | "aside" | "hide";
}

export interface FilterOption {
  value: string;
  label: string;
  description?: string;
}

/** One thing a list can be narrowed by. Its `id` is its name in the address. */
export interface FilterDef {
  id: string;
  label: string;
  /** choice: one of the options. multi: any of them. range and date: from, to or both. boolean: yes or no. text: free. */
  kind: "choice" | "multi" | "range" | "boolean" | "text" | "date";
  options?: readonly FilterOption[];
  /** Name of the API's query parameter; `id` when absent. */
  param?: string;
  /** For range and date; `<id>_min` and `<id>_max` when absent. */
  paramMin?: string;
  paramMax?: string;
  /** Shown behind the numbers, for instance `/ month`. */
  unit?: string;
  /** How one value reads in the chip, for instance with thousands separators. */
  format?: (value: string) => string;
  /** Words for true and false in the chip, for instance `["clustered", "not clustered"]`. */
  words?: readonly [yes: string, no: string];
}

export interface RowAction {
  /** A verb, with its object where that is not the row. */
  label: string;
  icon: LucideIcon;
  run: () => void;
  danger?: boolean;
}

/** Filters, search and order under a name. */
export interface SavedView {
  name: string;
  values: Record<string, string>;
  search?: string;
  ordering?: string;
  /** Ids of hidden columns; the person's own choice when absent. */
  hidden?: readonly string[];
}

/** How rows are named, filtered, searched and sorted now, and how that changes. */
export interface ListQuery {
  filters: readonly FilterDef[];
  /** Raw values by filter id: `commercial,local`, `10..50`, `true`. */
  values: Readonly<Record<string, string>>;
  search: string;
  /** As the API takes it: `-search_volume`; empty for the list's own order. */
  ordering: string;
  /** Whether anything narrows the list. */
  isNarrowed: boolean;
  setFilter: (id: string, value: string | null) => void;
  setSearch: (text: string) => void;
  setOrdering: (ordering: string | null) => void;
  /** Remove filters and search. */
  clear: () => void;
  /** Replace everything, as a saved view does. */
  apply: (view: { values: Record<string, string>; search: string; ordering: string }) => void;
}

/** Rows of a long list by their place in it, fetched in windows as they come into view. */
export interface ListSource<Row> {
  /** Rows there are, as far as known. */
  count: number;
  /** False: there are at least `count`. */
  isCountExact: boolean;
  /** Nothing to show yet. */
  isLoading: boolean;
  /** Rows of the previous filters are shown while the new ones load. */
  isRefreshing: boolean;
  /** Set when there is nothing to show because the first window failed. */
  error: unknown;
  rowAt: (index: number) => Row | undefined;
  stateAt: (index: number) => "ready" | "loading" | "failed";
  /** Place of a row among the windows in memory, -1 when it is in none. */
  indexOf: (id: string) => number;
  rowId: (row: Row) => string;
  /** Which rows are in view; both inclusive. */
  setRange: (first: number, last: number) => void;
  refetch: () => Promise<void>;
  /** Try the failed windows in view again. */
  retry: () => void;
  /** Change a row in place before the server has answered. @returns what takes it back */
  patchRow: (id: string, changes: Partial<Row>) => () => void;
  /** Take rows off the list before the server has answered. @returns what brings them back */
  removeRows: (ids: readonly string[]) => () => void;
  /** Rows `first` to `last`, both inclusive, fetching the windows that are not in memory. */
  load: (first: number, last: number, options?: { signal?: AbortSignal; onProgress?: (loaded: number) => void }) => Promise<Row[]>;
  query: ListQuery;
  /** The API's parameters for what is shown, without page and size. */
  params: Readonly<Record<string, string>>;
  /** Changes when rows on show may have changed. */
  version: number;
}
