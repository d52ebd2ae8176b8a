/** Contents as a list: read, begun, approved, put away, exported. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, authorisedFetch, item, page, type Schema } from "@/shared/api/client";
import { type ApiError, toApiError } from "@/shared/api/errors";
import type { ListPage } from "@/shared/ui/table/types";

const AT_ONCE = 4;

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

/**
 * Something for many contents, a few at a time; one that is refused holds up no other.
 *
 * @returns those it was done for, and those refused with the reason
 */
export async function forEach<Row>(rows: readonly Row[], work: (row: Row) => Promise<unknown>): Promise<{ done: Row[]; refused: { row: Row; error: ApiError }[] }> {
  const done: Row[] = [];
  const refused: { row: Row; error: ApiError }[] = [];
  const queue = [...rows];
  const worker = async (): Promise<void> => {
    for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
      try {
        await work(row);
        done.push(row);
      } catch (error) {
        refused.push({ row, error: toApiError(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { done, refused };
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

/** A text as a file. */
export async function exportFile(id: string, form: ExportForm): Promise<Uint8Array> {
  const response = await authorisedFetch(new Request(new URL(exportPath(id, form), location.origin)));
  return new Uint8Array(await response.arrayBuffer());
}

/** What a changed content makes stale: lists, its editor, calendar and figures. */
export function textsChanged(client: QueryClient): void {
  for (const first of ["content", "calendar", "writer", "tasks", "publications"]) void client.invalidateQueries({ queryKey: [first] });
}
