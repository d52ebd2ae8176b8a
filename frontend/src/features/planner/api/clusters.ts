/** Clusters of a site: lists, the map, one, and everything that changes them. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import { balanceKeys } from "@/shared/entities/credits";
import { runKeys } from "@/shared/entities/run-stream";
import type { ListPage } from "@/shared/ui/table/types";

export type Cluster = Schema<"ClusterOut">;
export type ClusterPatch = Schema<"PatchedClusterPatchInRequest">;
export type NewCluster = Schema<"ClusterInRequest">;
export type ClusterStatus = Cluster["status"];
export type MapNode = Schema<"MapNodeOut">;
export type ClusterMap = Schema<"ClusterMapOut">;
export type IdeasStarted = Schema<"IdeasStartedOut">;
export type Summary = Schema<"PlannerSummaryOut">;

/** Most ids of one bulk request. */
export const MOST_CLUSTERS = 1000;
/** Most clusters ideas are made for at once. */
export const MOST_IDEA_CLUSTERS = 200;
export const MOST_MERGED = 100;

export const clusterKeys = {
  all: ["clusters"] as const,
  list: (siteId: string) => ["clusters", siteId, "list"] as const,
  map: (siteId: string, sectorId: string) => ["clusters", siteId, "map", sectorId] as const,
  open: (siteId: string, sectorId: string) => ["clusters", siteId, "without-ideas", sectorId] as const,
};

export function fetchClusters(params: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ListPage<Cluster>> {
  return page(api.GET("/api/v1/planner/clusters/", { params: { query: params }, signal }));
}

/** The largest clusters that nobody has an idea for. */
export function clustersWithoutIdeasQuery(siteId: string, sectorId = "") {
  return queryOptions({
    queryKey: clusterKeys.open(siteId, sectorId),
    queryFn: async ({ signal }) => {
      const query = { site_id: siteId, status: "active", ordering: "-total_volume" as const, page_size: 200, ...(sectorId ? { sector_id: sectorId } : {}) };
      const { results } = await page(api.GET("/api/v1/planner/clusters/", { params: { query }, signal }));
      return results.filter((row) => row.idea_count === 0 && row.content_count === 0 && row.keyword_count > 0);
    },
  });
}

export function clusterMapQuery(siteId: string, sectorId = "") {
  return queryOptions({
    queryKey: clusterKeys.map(siteId, sectorId),
    queryFn: ({ signal }) => item(api.GET("/api/v1/planner/clusters/map/", { params: { query: { site_id: siteId, ...(sectorId ? { sector_id: sectorId } : {}) } }, signal })),
  });
}

/** Planning in figures; what waits is shown in the navigation. */
export function plannerSummaryQuery(siteId: string, sectorId = "") {
  return queryOptions({
    queryKey: ["planner", siteId, "summary", sectorId] as const,
    queryFn: ({ signal }) => item(api.GET("/api/v1/planner/summary/", { params: { query: { site_id: siteId, ...(sectorId ? { sector_id: sectorId } : {}) } }, signal })),
    staleTime: 30_000,
  });
}

/** Everything that shows clusters, what is in them, or counts them. */
export async function clustersChanged(client: QueryClient): Promise<void> {
  const keys = ["clusters", "keywords", "ideas", "planner", "summary"];
  await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
}

export function createCluster(body: NewCluster): Promise<Cluster> {
  return item(api.POST("/api/v1/planner/clusters/", { body }));
}

export function updateCluster(id: string, body: ClusterPatch): Promise<Cluster> {
  return item(api.PATCH("/api/v1/planner/clusters/{id}/", { params: { path: { id } }, body }));
}

export function lockCluster(id: string, isLocked: boolean): Promise<Cluster> {
  const params = { path: { id } };
  return item(isLocked ? api.POST("/api/v1/planner/clusters/{id}/lock/", { params, body: {} }) : api.POST("/api/v1/planner/clusters/{id}/unlock/", { params, body: {} }));
}

export async function setClusterStatus(ids: readonly string[], status: ClusterStatus): Promise<number> {
  return (await item(api.POST("/api/v1/planner/clusters/bulk-status/", { body: { ids: [...ids], status } }))).count;
}

export async function deleteClusters(ids: readonly string[]): Promise<number> {
  return (await item(api.POST("/api/v1/planner/clusters/bulk-delete/", { body: { ids: [...ids] } }))).count;
}

/** Everything of the sources goes into the cluster, which keeps its id and its name. */
export function mergeClusters(id: string, sourceIds: readonly string[]): Promise<Cluster> {
  return item(api.POST("/api/v1/planner/clusters/{id}/merge/", { params: { path: { id } }, body: { source_ids: [...sourceIds] } }));
}

export interface Part {
  name: string;
  keyword_ids: string[];
}

/** @returns the cluster and its new neighbours */
export function splitCluster(id: string, parts: Part[]): Promise<readonly Cluster[]> {
  return item(api.POST("/api/v1/planner/clusters/{id}/split/", { params: { path: { id } }, body: { parts } }));
}

export interface MakeIdeas {
  cluster_ids: string[];
  count: number;
  allow_overlap: boolean;
}

export async function makeIdeas(client: QueryClient, siteId: string, body: MakeIdeas, key: string): Promise<IdeasStarted> {
  const started = await item(api.POST("/api/v1/planner/clusters/generate-ideas/", { params: { header: { "Idempotency-Key": key } }, body }));
  void client.invalidateQueries({ queryKey: runKeys.of(siteId) });
  void client.invalidateQueries({ queryKey: balanceKeys.all });
  return started;
}
