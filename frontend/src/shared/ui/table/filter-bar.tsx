import { ArrowLeft, ChevronRight, ListFilter, X } from "lucide-react";
import { memo, useState } from "react";

import { Button, IconButton } from "../button";
import { itemLook } from "../float-look";
import { Popover } from "../popover";
import { FilterEditor } from "./filter-editor";
import { describe } from "./filters";
import type { FilterDef, ListQuery } from "./types";

/** Adds a filter: first which, then its value. */
export const FilterButton = memo(function FilterButton({ query, isCard }: { query: ListQuery; isCard: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<FilterDef | null>(null);
  const [only] = query.filters.length === 1 ? query.filters : [];
  const filter = chosen ?? only ?? null;
  const change = (open: boolean) => {
    setIsOpen(open);
    if (open) setChosen(null);
  };
  return (
    <Popover
      open={isOpen}
      onOpenChange={change}
      label="Add a filter"
      className="w-64 p-1"
      trigger={
        <Button icon={ListFilter} aria-label={isCard ? "Filter" : undefined}>
          {isCard ? null : "Filter"}
        </Button>
      }
    >
      {filter === null ? (
        <ul>
          {query.filters.map((one) => (
            <li key={one.id}>
              <button type="button" className={`${itemLook} cursor-pointer text-left hover:bg-text/6`} onClick={() => setChosen(one)}>
                <span className="flex-1">{one.label}</span>
                <ChevronRight className="size-4 text-faint" aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <>
          {chosen === null ? null : <IconButton label="Back to all filters" icon={ArrowLeft} size="sm" onClick={() => setChosen(null)} />}
          <FilterEditor key={filter.id} filter={filter} value={query.values[filter.id]} onChange={(value) => query.setFilter(filter.id, value)} onDone={() => change(false)} />
        </>
      )}
    </Popover>
  );
});

/** What the list is narrowed by, each with its field, operator and value; none without filters. */
export const FilterChips = memo(function FilterChips({ query }: { query: ListQuery }) {
  const set = query.filters.filter((filter) => query.values[filter.id] !== undefined);
  if (set.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {set.map((filter) => (
        <Chip key={filter.id} filter={filter} query={query} />
      ))}
      <li>
        <Button variant="ghost" size="sm" onClick={query.clear}>
          Clear all
        </Button>
      </li>
    </ul>
  );
});

function Chip({ filter, query }: { filter: FilterDef; query: ListQuery }) {
  const [isOpen, setIsOpen] = useState(false);
  const raw = query.values[filter.id] ?? "";
  const { field, operator, value } = describe(filter, raw);
  return (
    <li className="flex max-w-full items-stretch rounded-md border bg-surface text-sm">
      <Popover
        open={isOpen}
        onOpenChange={setIsOpen}
        label={`Change the filter ${field}`}
        className="w-64 p-1"
        trigger={
          <button type="button" className="flex h-7 min-w-0 items-center gap-1 rounded-l-md pr-1.5 pl-2 hover:bg-text/6 touch:h-11">
            <span className="text-muted">{field}</span> <span className="text-faint">{operator}</span> <span className="truncate font-medium">{value}</span>
          </button>
        }
      >
        <FilterEditor filter={filter} value={raw} onChange={(next) => query.setFilter(filter.id, next)} onDone={() => setIsOpen(false)} />
      </Popover>
      <button type="button" aria-label={`Remove the filter ${field} ${operator} ${value}`} className="grid w-7 place-items-center rounded-r-md border-l text-faint hover:bg-text/6 hover:text-text touch:w-11" onClick={() => query.setFilter(filter.id, null)}>
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </li>
  );
}
