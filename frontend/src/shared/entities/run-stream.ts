/** AI runs as they change: one stream a tab for the site on the screen, merged into the query cache. */
import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";

import { api, idempotencyKey, item, page } from "@/shared/api/client";

import { balanceKeys } from "./credits";
import { changedBy, isActive, type Run } from "./run";
import { merged, newlyEnded, runKeys } from "./run-list";
import { useNearestSite } from "./site";

export { batched, runKeys } from "./run-list";

const INVALIDATE_EVERY_MS = 1000;
const NONE: Run[] = [];

/** The first picture; from then on the stream keeps it fresh. */
export function runsQuery(siteId: string, client: QueryClient) {
  return queryOptions({
    queryKey: runKeys.of(siteId),
    queryFn: async () => {
      const list = (query: { is_active?: "true"; page_size: number }) => page(api.GET("/api/v1/ai/runs/", { params: { query: { site_id: siteId, ordering: "-id", ...query } } }));
      const [active, latest] = await Promise.all([list({ is_active: "true", page_size: 200 }), list({ page_size: 50 })]);
      return taken(client, siteId, [...latest.results, ...active.results]);
    },
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

/** Every active run of a site and the latest that ended, newest first. */
export function useRuns(siteId: string | undefined) {
  const client = useQueryClient();
  return useQuery({ ...runsQuery(siteId ?? "", client), enabled: siteId !== undefined });
}

export interface RunsOf {
  subjectId?: string;
  batchId?: string;
  ids?: readonly string[];
}

/** Runs of the current site about one thing, of one batch, or by their ids. */
export function useRunsOf(wanted: RunsOf): Run[] {
  const site = useNearestSite();
  const { data = NONE } = useRuns(site?.id);
  const { subjectId, batchId } = wanted;
  const ids = wanted.ids?.join(",");
  return useMemo(() => {
    const set = ids === undefined ? null : new Set(ids.split(","));
    return data.filter((run) => (subjectId === undefined || run.subject_id === subjectId) && (batchId === undefined || run.batch_id === batchId) && (set === null || set.has(run.id)));
  }, [data, subjectId, batchId, ids]);
}

export function useActiveRuns(siteId?: string): Run[] {
  const site = useNearestSite();
  const { data = NONE } = useRuns(siteId ?? site?.id);
  return useMemo(() => data.filter(isActive), [data]);
}

type EndListener = (ended: Run[], all: Run[]) => void;
const listeners = new Set<EndListener>();

/** Be told when runs end. @returns how to stop */
export function onRunsEnded(listener: EndListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The run once it has ended. Works for runs of every site, also when the stream is down. */
export async function watchRun(id: string, signal?: AbortSignal): Promise<Run> {
  for (let wait = 1000; ; wait = Math.min(wait * 1.5, 10_000)) {
    const heard = new Promise<Run | undefined>((resolve) => {
      const stop = onRunsEnded((ended) => {
        const run = ended.find((one) => one.id === id);
        if (run) finish(run);
      });
      const timer = setTimeout(() => finish(undefined), wait);
      const finish = (run: Run | undefined) => {
        stop();
        clearTimeout(timer);
        resolve(run);
      };
    });
    const run = await heard;
    if (run) return run;
    signal?.throwIfAborted();
    const now = await item(api.GET("/api/v1/ai/runs/{id}/", { params: { path: { id } }, signal }));
    if (!isActive(now)) return now;
  }
}

/** Stop a run; what it has not used is given back. */
export function cancelRun(id: string): Promise<Run> {
  return item(api.POST("/api/v1/ai/runs/{id}/cancel/", { params: { path: { id } }, body: {} }));
}

/** Submit a failed or cancelled run's work again. @param key kept for repetitions of the same click */
export function retryRun(id: string, key: string = idempotencyKey()): Promise<Run> {
  return item(api.POST("/api/v1/ai/runs/{id}/retry/", { params: { path: { id }, header: { "Idempotency-Key": key } }, body: {} }));
}

/** Put runs that an answer named into the cache at once, without waiting for the stream. */
export function noteRuns(client: QueryClient, siteId: string, runs: readonly Run[]): void {
  client.setQueryData(runKeys.of(siteId), taken(client, siteId, runs));
}

/** What is known and what arrived; tells of runs that have ended meanwhile. */
function taken(client: QueryClient, siteId: string, arrived: readonly Run[]): Run[] {
  const known = client.getQueryData<Run[]>(runKeys.of(siteId));
  const all = merged(known ?? [], arrived);
  const ended = known ? newlyEnded(known, arrived) : []; // in the first picture nothing is news
  if (ended.length > 0) {
    for (const listener of listeners) listener(ended, all);
    refresh(client, ended);
  }
  return all;
}

const waiting = new WeakMap<QueryClient, { keys: Set<string> | null }>();

/** Lists changed by these runs are read again, at most once a second however many runs end. */
function refresh(client: QueryClient, ended: readonly Run[]): void {
  const planned = waiting.get(client);
  const entry = planned ?? { keys: new Set<string>() };
  for (const run of ended) {
    const keys = changedBy(run.function);
    if (keys === null) entry.keys = null;
    else for (const key of keys) entry.keys?.add(key);
  }
  if (planned) return;
  waiting.set(client, entry);
  setTimeout(() => {
    waiting.delete(client);
    void client.invalidateQueries({
      predicate: ({ queryKey: [first] }) => first === balanceKeys.all[0] || first === "run-list" || (entry.keys === null ? first !== runKeys.all[0] : entry.keys.has(String(first))),
    });
  }, INVALIDATE_EVERY_MS);
}

/** Holds the stream of a site open while mounted. The frame does, once. */
export function useRunStream(siteId: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (siteId === undefined) return;
    const ending = new AbortController();
    const begin = async () => {
      // Beside the page and not before it.
      const { listen } = await import("@/shared/api/event-stream");
      await listen<Run>({
        url: `/api/v1/ai/runs/stream/?site_id=${siteId}`,
        signal: ending.signal,
        onEvents: (runs) => {
          client.query({ ...runsQuery(siteId, client), staleTime: "static" }).then(
            () => noteRuns(client, siteId, runs),
            () => undefined, // without a first picture the query itself is tried again
          );
        },
        onOpen: (resumed) => {
          if (resumed) void client.invalidateQueries({ queryKey: runKeys.of(siteId) });
        },
      });
    };
    begin().catch(() => client.invalidateQueries({ queryKey: runKeys.of(siteId) }));
    return () => ending.abort();
  }, [client, siteId]);
}
