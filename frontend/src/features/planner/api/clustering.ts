/** Starting a clustering run, and the clusters keywords can be moved to. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, page } from "@/shared/api/client";
import { balanceKeys } from "@/shared/entities/credits";
import { noteRuns } from "@/shared/entities/run-stream";

import type { ClusterBody } from "../lib/bulk";

/** @returns the run that clusters */
export async function startClustering(body: ClusterBody, key: string) {
  const { run_id: id } = await item(api.POST("/api/v1/planner/keywords/auto-cluster/", { params: { header: { "Idempotency-Key": key } }, body }));
  return await item(api.GET("/api/v1/ai/runs/{id}/", { params: { path: { id } } }));
}

export function useStartClustering(siteId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: ClusterBody; key: string }) => startClustering(body, key),
    onSuccess: async (run) => {
      noteRuns(client, siteId, [run]);
      await client.invalidateQueries({ queryKey: balanceKeys.all });
    },
  });
}

const MOST_NAMED = 200;

/** Clusters by name, for choosing one. */
export function clusterChoicesQuery(siteId: string, wanted: { sectorId?: string; search?: string } = {}) {
  const search = wanted.search?.trim() ?? "";
  return queryOptions({
    queryKey: ["clusters", siteId, "choices", wanted.sectorId ?? "", search] as const,
    queryFn: async ({ signal }) => {
      const query = { site_id: siteId, status: "active", ordering: "name" as const, page_size: MOST_NAMED, ...(wanted.sectorId ? { sector_id: wanted.sectorId } : {}), ...(search ? { search } : {}) };
      return (await page(api.GET("/api/v1/planner/clusters/", { params: { query }, signal }))).results;
    },
    staleTime: 30_000,
  });
}

export function clusterQuery(id: string) {
  return queryOptions({
    queryKey: ["clusters", "one", id] as const,
    queryFn: ({ signal }) => item(api.GET("/api/v1/planner/clusters/{id}/", { params: { path: { id } }, signal })),
    enabled: id !== "",
    staleTime: 30_000,
  });
}
