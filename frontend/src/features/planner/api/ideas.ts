/** Ideas on their way to the writer. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import type { ListPage } from "@/shared/ui/table/types";

export type Idea = Schema<"IdeaOut">;
export type IdeaStatus = Schema<"IdeaStatus">;
export type EditableStatus = Schema<"EditableIdeaStatus">;
export type IdeaPatch = Schema<"PatchedIdeaPatchInRequest">;
export type NewIdea = Schema<"IdeaInRequest">;
export type Collision = Schema<"CollisionOut">;
export type IdeasQueued = Schema<"IdeasQueuedOut">;

/** Most ids the queue takes at once. */
export const MOST_QUEUED = 200;
const CARDS = 50;

export const ideaKeys = {
  all: ["ideas"] as const,
  list: (siteId: string) => ["ideas", siteId, "list"] as const,
  board: (siteId: string) => ["ideas", siteId, "board"] as const,
  one: (id: string) => ["ideas", "one", id] as const,
  collisions: (id: string) => ["ideas", "one", id, "collisions"] as const,
};

export function fetchIdeas(params: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ListPage<Idea>> {
  return page(api.GET("/api/v1/planner/ideas/", { params: { query: params }, signal }));
}

/** One column of the board, page by page. */
export function columnQuery(siteId: string, status: IdeaStatus, params: Readonly<Record<string, string>>) {
  return infiniteQueryOptions({
    queryKey: [...ideaKeys.board(siteId), status, params] as const,
    queryFn: ({ pageParam, signal }) => fetchIdeas({ ...params, site_id: siteId, status, page: String(pageParam), page_size: String(CARDS), count: "exact" }, signal),
    initialPageParam: 1,
    getNextPageParam: (last, _all, at) => (at * CARDS < last.count ? at + 1 : undefined),
  });
}

export function ideaQuery(id: string) {
  return queryOptions({ queryKey: ideaKeys.one(id), queryFn: ({ signal }) => item(api.GET("/api/v1/planner/ideas/{id}/", { params: { path: { id } }, signal })) });
}

export function ideasOfClusterQuery(siteId: string, clusterId: string) {
  return queryOptions({
    queryKey: ["ideas", siteId, "of-cluster", clusterId] as const,
    queryFn: async ({ signal }) => (await fetchIdeas({ site_id: siteId, cluster_id: clusterId, ordering: "-priority", page_size: "100" }, signal)).results,
  });
}

/** Pages and planned pages that answer the same intent as the idea. */
export function collisionsQuery(id: string) {
  return queryOptions({
    queryKey: ideaKeys.collisions(id),
    queryFn: ({ signal }): Promise<readonly Collision[]> => item(api.GET("/api/v1/planner/ideas/{id}/collisions/", { params: { path: { id } }, signal })),
    staleTime: 10_000,
  });
}

export async function ideasChanged(client: QueryClient): Promise<void> {
  await Promise.all(["ideas", "planner", "clusters", "tasks", "summary"].map((key) => client.invalidateQueries({ queryKey: [key] })));
}

export function createIdea(body: NewIdea): Promise<Idea> {
  return item(api.POST("/api/v1/planner/ideas/", { body }));
}

export function updateIdea(id: string, body: IdeaPatch): Promise<Idea> {
  return item(api.PATCH("/api/v1/planner/ideas/{id}/", { params: { path: { id } }, body }));
}

/** All of them or none. */
export async function setIdeaStatus(ids: readonly string[], status: EditableStatus): Promise<number> {
  return (await item(api.POST("/api/v1/planner/ideas/bulk-status/", { body: { ids: [...ids], status } }))).count;
}

export async function deleteIdeas(ids: readonly string[]): Promise<number> {
  return (await item(api.POST("/api/v1/planner/ideas/bulk-delete/", { body: { ids: [...ids] } }))).count;
}

/** Each is queued, or refused with its reason. */
export function queueIdeas(ids: readonly string[], allowOverlap: boolean, key: string): Promise<IdeasQueued> {
  return item(api.POST("/api/v1/planner/ideas/queue/", { params: { header: { "Idempotency-Key": key } }, body: { ids: [...ids], allow_overlap: allowOverlap } }));
}
