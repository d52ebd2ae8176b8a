/** Contents as a list: read, begun, approved, put away, exported. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import type { ListPage } from "@/shared/ui/table/types";

export type ContentRow = Schema<"ContentRowOut">;
export type ContentBody = Schema<"ContentInRequest">;
export type ContentStatus = Schema<"ContentStatus">;

export const libraryKeys = {
  list: (siteId: string) => ["content", siteId, "list"] as const,
  count: (siteId: string, query: Readonly<Record<string, string>>) => ["content", siteId, "count", query] as const,
  similar: (siteId: string, id: string) => ["content", siteId, "similar", id] as const,
};

export function fetchContents(params: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ListPage<ContentRow>> {
  return page(api.GET("/api/v1/writer/content/", { params: { query: params }, signal }));
}

/** How many contents match, exactly up to 10,000. */
export function contentCountQuery(siteId: string, query: Readonly<Record<string, string>>) {
  return queryOptions({
    queryKey: libraryKeys.count(siteId, query),
    queryFn: async ({ signal }) => (await fetchContents({ ...query, site_id: siteId, page_size: "1" }, signal)).count,
    staleTime: 30_000,
  });
}

export function similarQuery(siteId: string, id: string) {
  return queryOptions({
    queryKey: libraryKeys.similar(siteId, id),
    queryFn: ({ signal }) => item(api.GET("/api/v1/writer/content/{id}/duplicates/", { params: { path: { id } }, signal })),
    staleTime: 60_000,
  });
}

export function createContent(body: ContentBody) {
  return item(api.POST("/api/v1/writer/content/", { body }));
}

/** @param version the one that was on the screen; a newer one is not approved by it */
export function approveContent(id: string, version: number) {
  return item(api.POST("/api/v1/writer/content/{id}/approve/", { params: { path: { id } }, body: { expected_version: version } }));
}

export function requestChanges(id: string, comment: string) {
  return item(api.POST("/api/v1/writer/content/{id}/request-changes/", { params: { path: { id } }, body: { comment } }));
}

export function submitForReview(id: string, version: number) {
  return item(api.POST("/api/v1/writer/content/{id}/submit-review/", { params: { path: { id } }, body: { expected_version: version } }));
}

export function archiveContent(id: string) {
  return item(api.POST("/api/v1/writer/content/{id}/archive/", { params: { path: { id } }, body: {} }));
}

export function unarchiveContent(id: string) {
  return item(api.POST("/api/v1/writer/content/{id}/unarchive/", { params: { path: { id } }, body: {} }));
}

export const EXPORTS = [
  { form: "md", label: "Markdown" },
  { form: "html", label: "HTML" },
  { form: "docx", label: "Word (DOCX)" },
] as const;
export type ExportForm = (typeof EXPORTS)[number]["form"];

export function exportPath(id: string, form: ExportForm): string {
  return `/api/v1/writer/content/${id}/export/?format=${form}`;
}

/** What a changed content makes stale: lists, its editor, calendar and figures. */
export function contentChanged(client: QueryClient): void {
  for (const first of ["content", "calendar", "writer", "tasks"]) void client.invalidateQueries({ queryKey: [first] });
}
