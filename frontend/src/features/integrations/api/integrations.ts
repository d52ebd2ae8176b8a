/** A site's connections to other systems: the connections, their synchronisations, what came in, and what waits for a person. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import type { ListPage } from "@/shared/ui/table/types";

export type Integration = Schema<"IntegrationOut">;
export type Check = Schema<"IntegrationCheckOut">;
export type Structure = Schema<"RemoteStructureOut">;
export type SyncRun = Schema<"SyncRunOut">;
export type SyncKind = Schema<"SyncKind">;
export type LogEntry = Schema<"SyncLogOut">;
export type SyncedItem = Schema<"SyncedItemOut">;
export type Conflict = Schema<"ConflictOut">;
export type ConflictTexts = Schema<"ConflictTextsOut">;

/** Everything of a site begins with `integrationKeys.of(siteId)`, so that one invalidation reaches all of it. */
export const integrationKeys = {
  all: ["integrations"] as const,
  of: (siteId: string) => ["integrations", siteId] as const,
  list: (siteId: string) => ["integrations", siteId, "list"] as const,
  one: (siteId: string, id: string) => ["integrations", siteId, "one", id] as const,
  structure: (siteId: string, id: string) => ["integrations", siteId, "structure", id] as const,
  runs: (siteId: string, id: string) => ["integrations", siteId, "runs", id] as const,
  run: (siteId: string, runId: string) => ["integrations", siteId, "run", runId] as const,
  log: (siteId: string, id: string) => ["integrations", siteId, "log", id] as const,
  items: (siteId: string, id: string) => ["integrations", siteId, "items", id] as const,
  conflicts: (siteId: string, id: string) => ["integrations", siteId, "conflicts", id] as const,
  conflict: (siteId: string, conflictId: string) => ["integrations", siteId, "conflict", conflictId] as const,
};

const LIVE_MS = 2000;
const CALM_MS = 30_000;
const RECENT_RUNS = 30;

type Params = Readonly<Record<string, string>>;

/** The connections of a site; there are few. */
export function integrationsQuery(siteId: string) {
  return queryOptions({
    queryKey: integrationKeys.list(siteId),
    queryFn: async ({ signal }) => (await page(api.GET("/api/v1/integration/integrations/", { params: { query: { site_id: siteId, ordering: "created_at", page_size: 100 } }, signal }))).results,
    staleTime: 15_000,
    refetchInterval: ({ state }) => (state.data?.some((one) => one.sync_status === "running") ? LIVE_MS : false),
  });
}

/** One of them, asked again while it is synchronised. */
export function integrationQuery(siteId: string, id: string) {
  return queryOptions({
    queryKey: integrationKeys.one(siteId, id),
    queryFn: ({ signal }) => item(api.GET("/api/v1/integration/integrations/{id}/", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.sync_status === "running" ? LIVE_MS : CALM_MS),
  });
}

/** Post types, taxonomies and authors as last pulled. */
export function structureQuery(siteId: string, id: string) {
  return queryOptions({
    queryKey: integrationKeys.structure(siteId, id),
    queryFn: ({ signal }) => item(api.GET("/api/v1/integration/integrations/{id}/content-types/", { params: { path: { id } }, signal })),
    staleTime: 60_000,
  });
}

/** Waits for its turn or is at work. */
export function isActive(run: Pick<SyncRun, "status">): boolean {
  return run.status === "pending" || run.status === "running";
}

/** The newest synchronisations, asked again while one is on its way. */
export function runsQuery(siteId: string, id: string) {
  return queryOptions({
    queryKey: integrationKeys.runs(siteId, id),
    queryFn: async ({ signal }) =>
      (await page(api.GET("/api/v1/integration/sync-runs/", { params: { query: { site_id: siteId, integration_id: id, ordering: "-created_at", page_size: RECENT_RUNS } }, signal }))).results,
    refetchInterval: ({ state }) => (state.data?.some(isActive) ? LIVE_MS : CALM_MS),
  });
}

export function runQuery(siteId: string, runId: string) {
  return queryOptions({
    queryKey: integrationKeys.run(siteId, runId),
    queryFn: ({ signal }) => item(api.GET("/api/v1/integration/sync-runs/{id}/", { params: { path: { id: runId } }, signal })),
    enabled: runId !== "",
    refetchInterval: ({ state }) => (state.data && !isActive(state.data) ? false : LIVE_MS),
  });
}

export function fetchLog(params: Params, signal?: AbortSignal): Promise<ListPage<LogEntry>> {
  return page(api.GET("/api/v1/integration/sync-log/", { params: { query: params }, signal: signal ?? null }));
}

export function fetchItems(params: Params, signal?: AbortSignal): Promise<ListPage<SyncedItem>> {
  return page(api.GET("/api/v1/integration/items/", { params: { query: params }, signal: signal ?? null }));
}

export function fetchConflicts(params: Params, signal?: AbortSignal): Promise<ListPage<Conflict>> {
  return page(api.GET("/api/v1/integration/conflicts/", { params: { query: params }, signal: signal ?? null }));
}

/** One conflict with its three texts. */
export function conflictQuery(siteId: string, conflictId: string) {
  return queryOptions({
    queryKey: integrationKeys.conflict(siteId, conflictId),
    queryFn: ({ signal }) => item(api.GET("/api/v1/integration/conflicts/{id}/", { params: { path: { id: conflictId } }, signal })),
  });
}

/** What waits for a person on one connection, or on all of them. */
export function waitingOf(integrations: readonly Pick<Integration, "waiting">[]): number {
  return integrations.reduce((sum, { waiting }) => sum + waiting.conflicts + waiting.deletions, 0);
}

/** A newer row than the one that is shown, everywhere it is shown. */
export function keepIntegration(client: QueryClient, row: Integration): void {
  client.setQueryData(integrationKeys.one(row.site_id, row.id), row);
  client.setQueryData<readonly Integration[]>(integrationKeys.list(row.site_id), (rows) => rows?.map((known) => (known.id === row.id ? row : known)));
}

/** What a synchronisation, a decision or a removal makes stale. */
export function integrationsChanged(client: QueryClient, siteId: string): void {
  void client.invalidateQueries({ queryKey: integrationKeys.of(siteId) });
  for (const first of ["content", "destinations", "publications", "publisher", "notifications"]) void client.invalidateQueries({ queryKey: [first] });
}
