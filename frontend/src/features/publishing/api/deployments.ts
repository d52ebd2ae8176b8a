/** Versions of a site that IGNY8 hosts. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import type { ListPage } from "@/shared/ui/table/types";

export type Deployment = Schema<"DeploymentOut">;

export const deploymentKeys = {
  list: (siteId: string) => ["deployments", siteId, "list"] as const,
  active: (siteId: string) => ["deployments", siteId, "active"] as const,
  actors: (siteId: string, live: string) => ["deployments", siteId, "actors", live] as const,
};

const POLL_MS = 2000;

export function fetchDeployments(params: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ListPage<Deployment>> {
  return page(api.GET("/api/v1/publisher/deployments/", { params: { query: params }, signal }));
}

/** The newest ones, asked again while one is being built. */
export function newestDeploymentsQuery(siteId: string) {
  return queryOptions({
    queryKey: deploymentKeys.active(siteId),
    queryFn: async ({ signal }) => (await fetchDeployments({ site_id: siteId, ordering: "-version", page_size: "50" }, signal)).results,
    refetchInterval: ({ state }) => (state.data?.some(isBuilding) ? POLL_MS : false),
  });
}

export function isBuilding(one: Pick<Deployment, "status">): boolean {
  return one.status === "pending" || one.status === "rendering";
}

/**
 * Who brought versions out, by the deployment's id, from what was written down when it happened.
 *
 * @param live id of the live one: when it changes, something was written down
 */
export function deployersQuery(siteId: string, live: string) {
  return queryOptions({
    queryKey: deploymentKeys.actors(siteId, live),
    queryFn: async ({ signal }) => {
      const told = await page(api.GET("/api/v1/system/activity/", { params: { query: { site_id: siteId, kind: "site.", page_size: 200 } }, signal }));
      const names = new Map<string, string>();
      for (const one of told.results) {
        // Newest first: the first that is met is the latest.
        if (one.object.id && one.object.type === "deployment" && !names.has(one.object.id)) names.set(one.object.id, one.actor.kind === "system" ? "IGNY8" : one.actor.name);
      }
      return names;
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

export function deploySite(siteId: string): Promise<Deployment> {
  return item(api.POST("/api/v1/publisher/deployments/", { body: { site_id: siteId } }));
}

export function rollBack(id: string): Promise<Deployment> {
  return item(api.POST("/api/v1/publisher/deployments/{id}/rollback/", { params: { path: { id } } }));
}
