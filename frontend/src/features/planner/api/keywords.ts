/** Keywords of a site: lists, one, changes one by one and in bulk. */
import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import type { operations } from "@/shared/api/schema";
import type { ListPage } from "@/shared/ui/table/types";

import type { SelectionBody } from "../lib/bulk";

export type Keyword = Schema<"KeywordOut">;
export type KeywordDetail = Schema<"KeywordDetailOut">;
export type KeywordPatch = Schema<"PatchedKeywordPatchInRequest">;
export type KeywordChanges = Schema<"KeywordChangesInRequest">;
export type BulkCreated = Schema<"KeywordBulkCreateOut">;
export type SeedKeyword = Schema<"SeedKeywordChoiceOut">;
type KeywordParams = NonNullable<operations["keywords"]["parameters"]["query"]>;

const listOf = (query: KeywordParams, signal?: AbortSignal) => page(api.GET("/api/v1/planner/keywords/", { params: { query }, signal }));

export const keywordKeys = {
  all: ["keywords"] as const,
  of: (siteId: string) => ["keywords", siteId] as const,
  list: (siteId: string) => ["keywords", siteId, "list"] as const,
  count: (siteId: string, params: Readonly<Record<string, string>>) => ["keywords", siteId, "count", params] as const,
  one: (id: string) => ["keywords", "one", id] as const,
};

/** A page of the list by the parameters the table has put together. */
export function fetchKeywords(params: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ListPage<Keyword>> {
  return listOf(params, signal);
}

/** How many keywords the parameters leave. */
export function keywordCountQuery(siteId: string, params: Readonly<Record<string, string>>) {
  return queryOptions({
    queryKey: keywordKeys.count(siteId, params),
    queryFn: async ({ signal }) => {
      const { count, count_is_exact } = await listOf({ ...params, site_id: siteId, page_size: 1, count: "exact" }, signal);
      return { count, isExact: count_is_exact };
    },
  });
}

export function keywordQuery(id: string) {
  return queryOptions({ queryKey: keywordKeys.one(id), queryFn: ({ signal }) => item(api.GET("/api/v1/planner/keywords/{id}/", { params: { path: { id } }, signal })) });
}

/** Everything that shows keywords or counts them. */
export async function keywordsChanged(client: QueryClient, siteId: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: keywordKeys.all }),
    client.invalidateQueries({ queryKey: ["clusters"] }),
    client.invalidateQueries({ queryKey: ["planner", siteId] }),
  ]);
}

export function updateKeyword(id: string, changes: KeywordPatch): Promise<KeywordDetail> {
  return item(api.PATCH("/api/v1/planner/keywords/{id}/", { params: { path: { id } }, body: changes }));
}

export function useUpdateKeyword(siteId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, changes }: { id: string; changes: KeywordPatch }) => updateKeyword(id, changes),
    onSuccess: async (row) => {
      client.setQueryData(keywordKeys.one(row.id), row);
      await keywordsChanged(client, siteId);
    },
  });
}

export async function updateKeywords(selection: SelectionBody, changes: KeywordChanges): Promise<number> {
  return (await item(api.POST("/api/v1/planner/keywords/bulk-update/", { body: { ...selection, changes } }))).count;
}

export async function deleteKeywords(selection: SelectionBody): Promise<number> {
  return (await item(api.POST("/api/v1/planner/keywords/bulk-delete/", { body: selection }))).count;
}

export interface NewKeywords {
  siteId: string;
  sectorId: string;
  keywords: readonly string[];
  key: string;
}

export function useAddKeywords() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ siteId, sectorId, keywords, key }: NewKeywords) =>
      item(
        api.POST("/api/v1/planner/keywords/bulk-create/", {
          params: { header: { "Idempotency-Key": key } },
          body: { site_id: siteId, sector_id: sectorId, keywords: [...keywords] },
        }),
      ),
    onSuccess: (_, { siteId }) => keywordsChanged(client, siteId),
  });
}

export function useAddSeeds() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ siteId, sectorId, ids, key }: { siteId: string; sectorId: string; ids: readonly string[]; key: string }) =>
      item(
        api.POST("/api/v1/planner/seed-keywords/add/", {
          params: { header: { "Idempotency-Key": key } },
          body: { site_id: siteId, sector_id: sectorId, seed_keyword_ids: [...ids] },
        }),
      ),
    onSuccess: (_, { siteId }) => keywordsChanged(client, siteId),
  });
}
