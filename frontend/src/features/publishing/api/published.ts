/** Publications of a site: the list, one of them, and what can be done about it. */
import { queryOptions } from "@tanstack/react-query";

import { api, item, page } from "@/shared/api/client";
import { type Publication, publicationKeys } from "@/shared/entities/publishing";
import type { ListPage } from "@/shared/ui/table/types";

export function fetchPublications(params: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ListPage<Publication>> {
  return page(api.GET("/api/v1/publisher/records/", { params: { query: params }, signal }));
}

export function publicationQuery(siteId: string, id: string) {
  return queryOptions({
    queryKey: publicationKeys.one(siteId, id),
    queryFn: ({ signal }) => item(api.GET("/api/v1/publisher/records/{id}/", { params: { path: { id } }, signal })),
    enabled: id !== "",
  });
}

/** Try a failed publication again at once; what may have arrived is looked up first. */
export function retryPublication(id: string): Promise<Publication> {
  return item(api.POST("/api/v1/publisher/records/{id}/retry/", { params: { path: { id } } }));
}

export function publisherSummaryQuery(siteId: string) {
  return queryOptions({
    queryKey: ["publisher", siteId, "summary"] as const,
    queryFn: ({ signal }) => item(api.GET("/api/v1/publisher/summary/", { params: { query: { site_id: siteId } }, signal })),
    staleTime: 15_000,
  });
}

