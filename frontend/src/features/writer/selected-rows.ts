import { keepPreviousData, useQuery } from "@tanstack/react-query";

import type { Selection } from "@/shared/ui/table/selection";
import type { ListSource } from "@/shared/ui/table/types";

/** The selected rows themselves, for what has to be said of them before something is done: cost, state, titles. */
export function useSelectedRows<Row>(source: ListSource<Row>, selection: Selection): { rows: readonly Row[]; isKnown: boolean } {
  const which = selection.mode === "some" ? [...selection.ids] : { all: selection.filters, except: [...selection.except] };
  const { data, isPlaceholderData } = useQuery({
    queryKey: ["selected-rows", source.params, source.version, which],
    queryFn: ({ signal }) => selectedRows(source, selection, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  return { rows: data ?? [], isKnown: data !== undefined && !isPlaceholderData };
}

export async function selectedRows<Row>(source: ListSource<Row>, selection: Selection, signal?: AbortSignal): Promise<Row[]> {
  const load = () => source.load(0, Math.max(0, source.count - 1), signal ? { signal } : {});
  if (selection.mode === "all") return (await load()).filter((row) => !selection.except.has(source.rowId(row)));
  const near: Row[] = [];
  for (const id of selection.ids) {
    const row = source.rowAt(source.indexOf(id));
    if (row === undefined) return (await load()).filter((one) => selection.ids.has(source.rowId(one))); // scrolled far away since
    near.push(row);
  }
  return near;
}
