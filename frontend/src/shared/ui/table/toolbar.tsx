import { type ReactNode, type RefObject, useEffect, useState } from "react";

import { useDebounced } from "@/shared/hooks/use-debounced";
import { useStable } from "@/shared/hooks/use-stable";

import { SearchInput } from "../input";
import { Select } from "../select";
import { ColumnMenu } from "./column-menu";
import { ExportButton } from "./export-button";
import { FilterButton, FilterChips } from "./filter-bar";
import { SavedViews } from "./saved-views";
import type { ListQuery, ListSource, SavedView } from "./types";
import type { ColumnState } from "./use-columns";
import type { TableSelection } from "./use-selection";

const NO_PRESETS: readonly SavedView[] = [];

export interface TableToolbarProps<Row> {
  id: string;
  source: ListSource<Row>;
  columns: ColumnState<Row>;
  words: (n: number) => string;
  search: string | undefined;
  searchRef: RefObject<HTMLDivElement | null>;
  isCard: boolean;
  presets: readonly SavedView[] | undefined;
  exportName: string | false;
  selection: TableSelection;
  /** The page's own buttons. */
  children: ReactNode;
}

/** What stands above the rows: search, filters, views, columns, export, how many there are. */
export function TableToolbar<Row>({ id, source, columns, words, search, searchRef, isCard, presets = NO_PRESETS, exportName, selection, children }: TableToolbarProps<Row>) {
  const { query } = source;
  const load = useStable(source.load);
  const total = source.isLoading || source.error !== null ? "" : source.isCountExact ? words(source.count) : `More than ${words(source.count)}`;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {search === undefined ? null : (
          <div ref={searchRef} className="w-full sm:w-64">
            <TableSearch key={id} query={query} placeholder={search} />
          </div>
        )}
        {query.filters.length > 0 ? <FilterButton query={query} isCard={isCard} /> : null}
        {isCard ? <SortSelect query={query} columns={columns} /> : null}
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <SavedViews id={id} query={query} columns={columns} presets={presets} isCard={isCard} />
          {isCard ? null : <ColumnMenu columns={columns} />}
          {exportName === false || isCard ? null : <ExportButton load={load} rowId={source.rowId} count={source.count} columns={columns.visible} name={exportName} selection={selection.state.selection} selected={selection.count} words={words} />}
          {children}
        </div>
      </div>
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1.5">
        <p aria-live="polite" className="tabular text-sm text-muted empty:-mr-3">
          {total}
        </p>
        <FilterChips query={query} />
      </div>
    </div>
  );
}

function TableSearch({ query, placeholder }: { query: ListQuery; placeholder: string }) {
  const [text, setText] = useState(query.search);
  const [known, setKnown] = useState(query.search);
  // The address changed without us: back, a saved view, "clear all".
  if (known !== query.search) {
    setKnown(query.search);
    setText(query.search);
  }
  const settled = useDebounced(text);
  const tell = useStable((next: string) => {
    if (next !== query.search && next === text) query.setSearch(next);
  });
  useEffect(() => tell(settled), [tell, settled]);
  return <SearchInput value={text} onValueChange={setText} placeholder={placeholder} />;
}

/** What downwards and upwards mean for a column. */
function direction({ numeric, sortKey = "" }: { numeric?: boolean; sortKey?: string }): readonly [down: string, up: string] {
  if (numeric === true) return ["highest first", "lowest first"];
  return /_(at|date)$|^last_login$/.test(sortKey) ? ["newest first", "oldest first"] : ["Z to A", "A to Z"];
}

/** On phones there is no header to sort by. */
function SortSelect<Row>({ query, columns }: { query: ListQuery; columns: ColumnState<Row> }) {
  const options = columns.all.flatMap((column) =>
    column.sortKey === undefined
      ? []
      : [
          { value: `-${column.sortKey}`, label: `${column.header}, ${direction(column)[0]}` },
          { value: column.sortKey, label: `${column.header}, ${direction(column)[1]}` },
        ],
  );
  if (options.length === 0) return null;
  return <Select aria-label="Order" placeholder="Order" value={query.ordering} onValueChange={query.setOrdering} options={options} className="w-auto max-w-44" />;
}
