/** Publications: where contents go and what became of them. Used by the publish dialog and the pages about it. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";

export type Destination = Schema<"DestinationOut">;
export type Publication = Schema<"PublicationOut">;

export const publicationKeys = {
  all: ["publications"] as const,
  list: (siteId: string) => ["publications", siteId, "list"] as const,
  one: (siteId: string, id: string) => ["publications", siteId, "one", id] as const,
  of: (siteId: string, contentIds: readonly string[]) => ["publications", siteId, "of", contentIds] as const,
};
export const destinationKeys = { of: (siteId: string) => ["destinations", siteId] as const };

const MOST_IDS = 80; // of one request: their ids have to fit into an address
const POLL_MS = 2000;

export function destinationsQuery(siteId: string) {
  return queryOptions({
    queryKey: destinationKeys.of(siteId),
    queryFn: async ({ signal }) => (await item(api.GET("/api/v1/publisher/destinations/", { params: { query: { site_id: siteId } }, signal }))).destinations,
    staleTime: 60_000,
  });
}

/** Every publication of these contents. */
export async function fetchPublicationsOf(siteId: string, contentIds: readonly string[], signal?: AbortSignal): Promise<Publication[]> {
  const all: Publication[] = [];
  for (let start = 0; start < contentIds.length; start += MOST_IDS) {
    const content_ids = contentIds.slice(start, start + MOST_IDS).join(",");
    for (let number = 1; ; number += 1) {
      const found = await page(api.GET("/api/v1/publisher/records/", { params: { query: { site_id: siteId, content_ids, page: number, page_size: 200 } }, signal }));
      all.push(...found.results);
      if (found.next === null) break;
    }
  }
  return all;
}

/** The same, asked again while one of them is on its way. */
export function publicationsOfQuery(siteId: string, contentIds: readonly string[]) {
  return queryOptions({
    queryKey: publicationKeys.of(siteId, contentIds),
    queryFn: ({ signal }) => fetchPublicationsOf(siteId, contentIds, signal),
    enabled: contentIds.length > 0,
    refetchInterval: ({ state }) => (state.data?.some((record) => isMoving(record)) ? POLL_MS : false),
  });
}

/** On its way now: not waiting for its hour, not at rest. */
export function isMoving(record: Publication, now: number = Date.now()): boolean {
  if (record.status === "sending" || record.status === "unknown") return true;
  return record.status === "planned" && Date.parse(record.not_before) <= now + POLL_MS;
}

/** Waits for a moment somebody chose, here or at the destination. One that failed waits too, but for its next attempt. */
export function isScheduled(record: Publication, now: number = Date.now()): boolean {
  if (record.status === "scheduled") return true;
  return record.status === "planned" && record.attempts === 0 && Date.parse(record.not_before) > now;
}

/** When it is to appear. */
export function goesOut(record: Publication): string {
  return record.scheduled_for ?? record.not_before;
}

/** @param body.scheduled_at not before this moment; at once when absent */
export function publishContents(body: Schema<"PublishInRequest">, key: string): Promise<readonly Publication[]> {
  return item(api.POST("/api/v1/publisher/publish/", { body, params: { header: { "Idempotency-Key": key } } })).then((data) => data.records);
}

export function unpublishContents(body: Schema<"UnpublishInRequest">, key: string): Promise<readonly Publication[]> {
  return item(api.POST("/api/v1/publisher/unpublish/", { body, params: { header: { "Idempotency-Key": key } } })).then((data) => data.records);
}

/** What publishing, taking down and rolling back make stale. */
export function publishingChanged(client: QueryClient): void {
  for (const first of ["publications", "content", "calendar", "deployments", "publisher", "writer"]) void client.invalidateQueries({ queryKey: [first] });
}
