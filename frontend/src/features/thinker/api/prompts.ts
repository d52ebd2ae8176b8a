import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";

export type Prompt = Schema<"PromptOut">;
export type PromptVersion = Schema<"PromptVersionOut">;
export type PromptPreview = Schema<"PromptPreviewOut">;

/** Whose text: a site's, or the account's when null. */
export type Scope = string | null;

export const promptKeys = {
  all: ["prompts"] as const,
  list: (scope: Scope) => ["prompts", "list", scope] as const,
  one: (name: string, scope: Scope) => ["prompts", "one", name, scope] as const,
  versions: (name: string, scope: Scope) => ["prompts", "versions", name, scope] as const,
  preview: (name: string, body: string) => ["prompt-preview", name, body] as const,
};

const siteOf = (scope: Scope) => (scope === null ? {} : { site_id: scope });

export function promptsQuery(scope: Scope) {
  return queryOptions({
    queryKey: promptKeys.list(scope),
    queryFn: async ({ signal }) => (await item(api.GET("/api/v1/system/prompts/", { params: { query: siteOf(scope) }, signal }))).prompts,
    placeholderData: keepPreviousData,
  });
}

export function promptQuery(name: string, scope: Scope) {
  return queryOptions({ queryKey: promptKeys.one(name, scope), queryFn: ({ signal }) => item(api.GET("/api/v1/system/prompts/{id}/", { params: { path: { id: name }, query: siteOf(scope) }, signal })) });
}

/** Those of this scope only, newest first. A prompt with more than 200 versions shows its latest 200. */
export function versionsQuery(name: string, scope: Scope) {
  return queryOptions({
    queryKey: promptKeys.versions(name, scope),
    queryFn: async ({ signal }) => {
      const whose = scope === null ? ({ scope: "account" } as const) : ({ scope: "site", site_id: scope } as const);
      return (await page(api.GET("/api/v1/system/prompt-versions/", { params: { query: { function: name, ...whose, ordering: "-version", page_size: 200 } }, signal }))).results;
    },
  });
}

/** The prompt with sample values; what the model would read. */
export function previewQuery(name: string, body: string, variables: Record<string, string>) {
  return queryOptions({
    queryKey: promptKeys.preview(name, body),
    queryFn: ({ signal }) => item(api.POST("/api/v1/system/prompts/{id}/preview/", { params: { path: { id: name } }, body: { body, variables }, signal })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    enabled: body.trim() !== "",
  });
}

function useChanged(): () => Promise<unknown> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: promptKeys.all });
}

export function useSavePrompt(name: string, scope: Scope) {
  return useMutation({
    mutationFn: ({ body, note }: { body: string; note: string }) => item(api.POST("/api/v1/system/prompt-versions/", { body: { function: name, site_id: scope, body, note } })),
    onSuccess: useChanged(),
  });
}

export function useRollBack(name: string, scope: Scope) {
  return useMutation({
    mutationFn: (to_version: number) => item(api.POST("/api/v1/system/prompts/{id}/rollback/", { params: { path: { id: name } }, body: { site_id: scope, to_version } })),
    onSettled: useChanged(),
  });
}

export function useReset(name: string, scope: Scope) {
  return useMutation({ mutationFn: () => item(api.POST("/api/v1/system/prompts/{id}/reset/", { params: { path: { id: name } }, body: { site_id: scope } })), onSettled: useChanged() });
}
