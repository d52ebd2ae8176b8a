import { useMemo, useState } from "react";

import { useUrlParams } from "@/shared/hooks/use-url-state";

import { isMeant, paramsOf } from "./filters";
import type { FilterDef, ListQuery } from "./types";

const NO_FILTERS: readonly FilterDef[] = [];
const SEARCH = "q";
const ORDERING = "ordering";

interface Facts {
  values: Record<string, string>;
  search: string;
  ordering: string;
}
/** Takes changes by name in the address; null removes. */
type Change = (changes: Record<string, string | null>, options?: { replace?: boolean }) => void;

function build(filters: readonly FilterDef[], usual: string, read: (name: string) => string | null, change: Change): ListQuery {
  const values: Record<string, string> = {};
  for (const filter of filters) {
    const raw = read(filter.id);
    if (raw !== null && isMeant(filter, raw)) values[filter.id] = raw;
  }
  const facts: Facts = { values, search: read(SEARCH) ?? "", ordering: read(ORDERING) ?? usual };
  const nothing = Object.fromEntries(filters.map((filter) => [filter.id, null]));
  return {
    filters,
    ...facts,
    isNarrowed: facts.search !== "" || Object.keys(values).length > 0,
    setFilter: (id, value) => change({ [id]: value }),
    setSearch: (text) => change({ [SEARCH]: text === "" ? null : text }, { replace: true }),
    setOrdering: (ordering) => change({ [ORDERING]: ordering === null || ordering === usual ? null : ordering }),
    clear: () => change({ ...nothing, [SEARCH]: null }),
    apply: (view) =>
      change({
        ...nothing,
        ...view.values,
        [SEARCH]: view.search === "" ? null : view.search,
        [ORDERING]: view.ordering === usual ? null : view.ordering,
      }),
  };
}

/** Filters, search and order in the address. @param filters a constant or memoised @param usual order without a choice */
export function useListQuery(filters: readonly FilterDef[] = NO_FILTERS, usual = ""): ListQuery {
  const { params, change } = useUrlParams();
  return useMemo(() => build(filters, usual, (name) => params.get(name), change), [filters, usual, params, change]);
}

/** The same in memory, for a list inside a dialog: it must not write to the page's address. */
export function useLocalListQuery(filters: readonly FilterDef[] = NO_FILTERS, usual = ""): ListQuery {
  const [texts, setTexts] = useState<Readonly<Record<string, string | null>>>({});
  return useMemo(
    () => build(filters, usual, (name) => texts[name] ?? null, (changes) => setTexts((old) => ({ ...old, ...changes }))),
    [filters, usual, texts],
  );
}

/** The API's parameters for a query, in a steady order. */
export function paramsOfQuery(query: Pick<ListQuery, "filters" | "values" | "search" | "ordering">, base: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(base)) if (value !== undefined && value !== "") params[name] = value;
  for (const filter of query.filters) {
    const raw = query.values[filter.id];
    if (raw !== undefined) Object.assign(params, paramsOf(filter, raw));
  }
  const search = query.search.trim();
  if (search !== "") params.search = search;
  if (query.ordering !== "") params.ordering = query.ordering;
  return params;
}
