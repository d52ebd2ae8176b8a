/** Tasks: what is to be written. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import { balanceKeys } from "@/shared/entities/credits";
import type { Run } from "@/shared/entities/run";
import { noteRuns } from "@/shared/entities/run-stream";
import type { ListPage } from "@/shared/ui/table/types";

export type Task = Schema<"TaskOut">;
export type TaskBody = Schema<"TaskInRequest">;
export type TaskPatch = Schema<"PatchedTaskPatchRequest">;
export type TasksChange = Schema<"TasksChangeRequest">;
export type Structure = Schema<"StructureOut">;

export const taskKeys = {
  all: ["tasks"] as const,
  of: (siteId: string) => ["tasks", siteId] as const,
  list: (siteId: string) => ["tasks", siteId, "list"] as const,
  one: (siteId: string, id: string) => ["tasks", siteId, "one", id] as const,
};

export function fetchTasks(params: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ListPage<Task>> {
  return page(api.GET("/api/v1/writer/tasks/", { params: { query: params }, signal }));
}

export function taskQuery(siteId: string, id: string) {
  return queryOptions({
    queryKey: taskKeys.one(siteId, id),
    queryFn: ({ signal }) => item(api.GET("/api/v1/writer/tasks/{id}/", { params: { path: { id } }, signal })),
    enabled: id !== "",
  });
}

/** The section templates of the product; they change with releases only. */
export function structuresQuery() {
  return queryOptions({ queryKey: ["structures"] as const, queryFn: ({ signal }) => item(api.GET("/api/v1/writer/structures/", { signal })), staleTime: Infinity });
}

/** Whom texts may be signed by. */
export function authorsQuery(siteId: string) {
  return queryOptions({
    queryKey: ["author-profiles", siteId, "choices"] as const,
    queryFn: async ({ signal }) => (await page(api.GET("/api/v1/system/author-profiles/", { params: { query: { page_size: 200, ordering: "name" } }, signal }))).results.filter((one) => one.site_id === null || one.site_id === siteId),
    staleTime: 60_000,
  });
}

/** Clusters by name, for choosing one. */
export async function searchClusters(siteId: string, search: string): Promise<readonly { value: string; label: string }[]> {
  const found = await page(api.GET("/api/v1/planner/clusters/", { params: { query: { site_id: siteId, status: "active", ordering: "name", page_size: 30, ...(search ? { search } : {}) } } }));
  return found.results.map((one) => ({ value: one.id, label: one.name }));
}

export function createTask(body: TaskBody): Promise<Task> {
  return item(api.POST("/api/v1/writer/tasks/", { body }));
}

export function updateTask(id: string, body: TaskPatch): Promise<Task> {
  return item(api.PATCH("/api/v1/writer/tasks/{id}/", { params: { path: { id } }, body }));
}

/** What the API takes in one request. */
const MOST_AT_ONCE = 1000;
const MOST_WRITTEN = 100;

function* chunks<Entry>(entries: readonly Entry[], size: number): Generator<Entry[]> {
  for (let start = 0; start < entries.length; start += size) yield entries.slice(start, start + size);
}

/** The same change to many tasks. @returns how many there were */
export async function updateTasks(ids: readonly string[], changes: TasksChange): Promise<number> {
  let changed = 0;
  for (const some of chunks(ids, MOST_AT_ONCE)) changed += (await item(api.POST("/api/v1/writer/tasks/bulk-update/", { body: { ids: some, changes } }))).count;
  return changed;
}

export async function deleteTasks(ids: readonly string[]): Promise<number> {
  let gone = 0;
  for (const some of chunks(ids, MOST_AT_ONCE)) gone += (await item(api.POST("/api/v1/writer/tasks/bulk-delete/", { body: { ids: some } }))).count;
  return gone;
}

/**
 * Have the articles of tasks written, a hundred to a request.
 *
 * @param keyFor an idempotency key for each request's body, the same when it is sent again
 * @returns ids of the runs
 */
export async function writeTasks(ids: readonly string[], keyFor: (body: unknown) => string): Promise<string[]> {
  const runs: string[] = [];
  for (const some of chunks(ids, MOST_WRITTEN)) {
    const body = { ids: some };
    const started = await item(api.POST("/api/v1/writer/tasks/generate-content/", { body, params: { header: { "Idempotency-Key": keyFor(body) } } }));
    runs.push(...started.run_ids);
  }
  return runs;
}

/** Put freshly started runs into the tray without waiting for the stream. */
export async function followRuns(client: QueryClient, siteId: string, ids: readonly string[]): Promise<void> {
  void client.invalidateQueries({ queryKey: balanceKeys.all });
  const few = ids.slice(0, 10); // the stream tells of the others
  const runs: Run[] = await Promise.all(few.map((id) => item(api.GET("/api/v1/ai/runs/{id}/", { params: { path: { id } } }))));
  noteRuns(client, siteId, runs);
}

export function tasksChanged(client: QueryClient): void {
  for (const first of ["tasks", "calendar", "writer", "ideas"]) void client.invalidateQueries({ queryKey: [first] });
}
