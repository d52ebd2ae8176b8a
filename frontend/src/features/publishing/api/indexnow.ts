/** Telling search engines of changed pages: a site's switch and key, and what became of each page. */
import { queryOptions } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";

export type SearchEngines = Schema<"IndexNowOut">;
export type KeyHost = Schema<"IndexNowHostOut">;
export type Submission = Schema<"IndexNowSubmissionOut">;

export const indexNowKeys = {
  site: (siteId: string) => ["indexnow", siteId] as const,
  state: (siteId: string) => ["indexnow", siteId, "state"] as const,
  log: (siteId: string, states: string) => ["indexnow", siteId, "log", states] as const,
};

const POLL_MS = 4000;
const NEWEST = 50;

/** Asked again while pages wait for their turn. */
export function searchEnginesQuery(siteId: string) {
  return queryOptions({
    queryKey: indexNowKeys.state(siteId),
    queryFn: ({ signal }) => item(api.GET("/api/v1/publisher/indexnow/sites/{id}/", { params: { path: { id: siteId } }, signal })),
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.waiting > 0 ? POLL_MS : false),
  });
}

/**
 * The newest lines of the log.
 *
 * @param states which ones, with commas between; all when empty
 */
export function submissionsQuery(siteId: string, states: string) {
  return queryOptions({
    queryKey: indexNowKeys.log(siteId, states),
    queryFn: ({ signal }) => page(api.GET("/api/v1/publisher/indexnow/submissions/", { params: { query: { site_id: siteId, ordering: "-created_at", page_size: NEWEST, ...(states === "" ? {} : { state: states }) } }, signal })),
    refetchInterval: ({ state }) => (state.data?.results.some((row) => row.state === "waiting" || row.state === "sending") ? POLL_MS : false),
  });
}

const path = (id: string) => ({ params: { path: { id } } });

export const switchSearchEngines = (siteId: string, is_enabled: boolean): Promise<SearchEngines> => item(api.PATCH("/api/v1/publisher/indexnow/sites/{id}/", { ...path(siteId), body: { is_enabled } }));

/** Read the key where search engines read it. */
export const checkKey = (siteId: string): Promise<SearchEngines> => item(api.POST("/api/v1/publisher/indexnow/sites/{id}/verify/", { ...path(siteId), body: {} }));

export const makeNewKey = (siteId: string): Promise<SearchEngines> => item(api.POST("/api/v1/publisher/indexnow/sites/{id}/rotate/", { ...path(siteId), body: {} }));

export const submitAll = (siteId: string): Promise<Schema<"IndexNowQueuedOut">> => item(api.POST("/api/v1/publisher/indexnow/sites/{id}/submit-all/", { ...path(siteId), body: {} }));

export const retrySubmission = (id: string): Promise<Submission> => item(api.POST("/api/v1/publisher/indexnow/submissions/{id}/retry/", path(id)));
