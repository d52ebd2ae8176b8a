import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { useStable } from "@/shared/hooks/use-stable";

import { loadRows } from "./load-rows";
import type { FilterDef, ListPage, ListQuery, ListSource } from "./types";
import { paramsOfQuery, useListQuery } from "./use-list-query";
import { beforeGaps, behindGaps, countOf, placesOf, WINDOW, windowOf, type Windows } from "./windows";

/** A fling passes many windows in this time, and none of them is asked for. */
const SETTLE_MS = 80;
/** A window out of view is forgotten after this long. */
const KEEP_MS = 60_000;
const FRESH_MS = 30_000;

export interface ListSourceOptions<Row> {
  /** Start of the query keys, for instance `keywordKeys.list(site.id)`; invalidating it fetches the windows in view again. */
  key: readonly unknown[];
  /** One window. The parameters are ready to send: filters, search, ordering, page, page_size and count. */
  fetch: (params: Record<string, string>, signal: AbortSignal) => Promise<ListPage<Row>>;
  rowId: (row: Row) => string;
  /** Parameters that are always sent, for instance `{ site_id, sector_id }`; undefined ones are left out. */
  base?: Readonly<Record<string, string | undefined>>;
  /** What people may filter by; a constant or memoised. Kept in the address. */
  filters?: readonly FilterDef[];
  /** Order when nobody has chosen one: `-priority_score`. */
  ordering?: string;
  /** Instead of the address, for lists in dialogs: `useLocalListQuery(filters, ordering)`. */
  query?: ListQuery;
  enabled?: boolean;
}

interface Shown {
  text: string;
  params: Record<string, string>;
}

/**
 * A list of any length of which only the windows in view are in memory.
 *
 * Rows stay on show while those of new filters load, and while a window fails; windows are ordinary queries below `key`.
 */
export function useListSource<Row>(options: ListSourceOptions<Row>): ListSource<Row> {
  const { rowId, enabled = true } = options;
  const client = useQueryClient();
  const inAddress = useListQuery(options.filters, options.ordering);
  const query = options.query ?? inAddress;
  const asked = paramsOfQuery(query, options.base);
  const prefix = JSON.stringify([options.key, "windows"]);
  const text = JSON.stringify([prefix, asked]);
  const current = useMemo<Shown>(() => ({ text, params: (JSON.parse(text) as [string, Record<string, string>])[1] }), [text]);

  const [range, setWindows] = useState({ of: text, first: 1, last: 1 });
  const [shown, setShown] = useState(current);
  const [edits, setEdits] = useState(0);
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());

  const fetch = useStable(options.fetch);
  const fetchWindow = useCallback(
    (params: Record<string, string>, number: number, signal: AbortSignal) =>
      fetch({ ...params, page: String(number), page_size: String(WINDOW), count: "exact" }, signal),
    [fetch],
  );
  const keyOf = useCallback((params: Record<string, string>) => [...(JSON.parse(prefix) as [unknown[], string]).flat(1), params], [prefix]);

  const { first, last } = range.of === text ? range : { first: 1, last: 1 };
  const numbers = useMemo(() => Array.from({ length: last - first + 1 }, (_, step) => first + step), [first, last]);
  const results = useQueries({
    queries: numbers.map((number) => ({
      queryKey: [...keyOf(current.params), number],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchWindow(current.params, number, signal),
      gcTime: KEEP_MS,
      staleTime: FRESH_MS,
      enabled,
    })),
  });

  const isAnswered = results.some((result) => result.data !== undefined) || results[0]?.isError === true;
  // Old rows stay until the new ones have something to say.
  if (isAnswered && shown.text !== text) {
    setShown(current);
    if (removed.size > 0) setRemoved(new Set());
  }

  const stamp = results.map((result, place) => `${numbers[place] ?? 0}:${result.dataUpdatedAt}`).join();
  const windows = useMemo<Windows<Row>>(() => {
    const found = new Map<number, { page: ListPage<Row>; at: number }>();
    for (const one of client.getQueryCache().findAll({ queryKey: keyOf(shown.params) })) {
      const page = one.state.data as ListPage<Row> | undefined;
      const number = one.queryKey.at(-1);
      if (page !== undefined && typeof number === "number") found.set(number, { page, at: one.state.dataUpdatedAt });
    }
    return found;
    // The stamp and the edits say when the cache has other rows than at the last look.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, keyOf, shown, stamp, edits]);

  const total = useMemo(() => countOf(windows), [windows]);
  const gaps = useMemo(() => placesOf(windows, removed, rowId), [windows, removed, rowId]);
  const count = Math.max(0, total.count - gaps.length);

  const failed = new Map(results.flatMap((result, place) => (result.isError && result.data === undefined ? [[numbers[place] ?? 0, result.error] as const] : [])));
  const failedText = [...failed.keys()].join();

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wanted = useRef("");
  useEffect(() => () => clearTimeout(timer.current), []);
  const setRange = useCallback(
    (from: number, to: number) => {
      const next = { of: text, first: windowOf(behindGaps(Math.max(0, from), gaps)), last: windowOf(behindGaps(Math.max(from, to, 0), gaps)) };
      const name = JSON.stringify(next);
      if (wanted.current === name) return;
      wanted.current = name;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setWindows(next), SETTLE_MS);
    },
    [text, gaps],
  );

  const edit = useCallback(
    (id: string, change: (row: Row) => Row) => {
      for (const one of client.getQueryCache().findAll({ queryKey: keyOf(shown.params) })) {
        const page = one.state.data as ListPage<Row> | undefined;
        if (page?.results.some((row) => rowId(row) === id) !== true) continue;
        // The moment of the answer stays: this is not news from the server.
        client.setQueryData<ListPage<Row>>(one.queryKey, { ...page, results: page.results.map((row) => (rowId(row) === id ? change(row) : row)) }, { updatedAt: one.state.dataUpdatedAt });
      }
      setEdits((count_) => count_ + 1);
    },
    [client, keyOf, rowId, shown],
  );

  const refetch = useCallback(() => client.invalidateQueries({ queryKey: (JSON.parse(prefix) as [unknown[], string]).flat(1) }), [client, prefix]);
  const again = useRef<() => void>(() => undefined);
  useEffect(() => {
    again.current = () => {
      for (const result of results) if (result.isError) void result.refetch();
    };
  });

  return useMemo<ListSource<Row>>(() => {
    const rowAt = (index: number) => {
      const place = behindGaps(index, gaps);
      return windows.get(windowOf(place))?.page.results[place % WINDOW];
    };
    const isEmpty = windows.size === 0;
    return {
      count,
      isCountExact: total.isExact,
      isLoading: isEmpty && !failed.has(1),
      isRefreshing: shown.text !== text,
      error: isEmpty ? (failed.get(1) ?? null) : null,
      rowAt,
      stateAt: (index) => (rowAt(index) !== undefined ? "ready" : failed.has(windowOf(behindGaps(index, gaps))) ? "failed" : "loading"),
      indexOf: (id) => {
        const [place] = placesOf(windows, new Set([id]), rowId);
        return place === undefined || gaps.includes(place) ? -1 : beforeGaps(place, gaps);
      },
      rowId,
      setRange,
      refetch,
      retry: () => again.current(),
      patchRow: (id, changes) => {
        let before: Partial<Row> | undefined;
        edit(id, (row) => {
          before = Object.fromEntries(Object.keys(changes as object).map((name) => [name, row[name as keyof Row]])) as Partial<Row>;
          return { ...row, ...changes };
        });
        return () => edit(id, (row) => ({ ...row, ...before }));
      },
      removeRows: (ids) => {
        setRemoved((old) => new Set([...old, ...ids]));
        return () => setRemoved((old) => new Set([...old].filter((id) => !ids.includes(id))));
      },
      load: (from, to, { signal, onProgress } = {}) =>
        loadRows<Row>({
          from: behindGaps(from, gaps),
          to: behindGaps(to, gaps),
          known: (number) => windows.get(number)?.page,
          fetch: (number, stop) => fetchWindow(shown.params, number, stop),
          signal,
          onProgress,
        }).then((rows) => rows.filter((row) => !removed.has(rowId(row)))),
      query,
      params: shown.params,
      version: edits,
    };
    // `failed` is new each time; its text says when it differs.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [count, total, windows, gaps, removed, failedText, shown, text, rowId, setRange, refetch, edit, fetchWindow, query, edits]);
}
