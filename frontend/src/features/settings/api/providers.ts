import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import { everyPage } from "@/shared/api/every-page";

export type Provider = Schema<"ProviderSettingsOut">;
export type ProviderFields = Omit<Schema<"ProviderSettingsInRequest">, "kind" | "function">;
export type ProviderTest = Schema<"ProviderTestOut">;
export type ProviderKind = Schema<"ProviderKind">;
export type ProviderName = Schema<"ProviderName">;
export type AiFunction = Schema<"FunctionOut">;

export const aiKeys = { providers: ["ai", "providers"] as const, model: ["ai", "model"] as const, functions: ["ai", "functions"] as const };

export function providersQuery() {
  return queryOptions({
    queryKey: aiKeys.providers,
    queryFn: ({ signal }) => everyPage((query) => page(api.GET("/api/v1/system/provider-settings/", { params: { query }, signal }))),
  });
}

export function modelQuery() {
  return queryOptions({ queryKey: aiKeys.model, queryFn: ({ signal }) => item(api.GET("/api/v1/ai/model/", { signal })) });
}

export function functionsQuery() {
  return queryOptions({ queryKey: aiKeys.functions, queryFn: ({ signal }) => item(api.GET("/api/v1/ai/functions/", { signal })), staleTime: Infinity });
}

function useChanged(): () => Promise<unknown> {
  const client = useQueryClient();
  // Which model serves may be another one now.
  return () => Promise.all([client.invalidateQueries({ queryKey: aiKeys.providers }), client.invalidateQueries({ queryKey: aiKeys.model })]);
}

export function useSaveProvider() {
  return useMutation({
    /** What a provider makes and what it is used for stay as they were made. */
    mutationFn: ({ id, kind, use, fields }: { id: string | null; kind: ProviderKind; use: string; fields: ProviderFields }) =>
      id === null
        ? item(api.POST("/api/v1/system/provider-settings/", { body: { ...fields, kind, function: use } }))
        : item(api.PATCH("/api/v1/system/provider-settings/{id}/", { params: { path: { id } }, body: fields })),
    onSettled: useChanged(),
  });
}

/** On or off: on the screen at once, and taken back when the server refuses. */
export function useSwitchProvider() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, is_active }: { id: string; is_active: boolean }) => item(api.PATCH("/api/v1/system/provider-settings/{id}/", { params: { path: { id } }, body: { is_active } })),
    onMutate: async ({ id, is_active }) => {
      await client.cancelQueries({ queryKey: aiKeys.providers });
      const before = client.getQueryData<Provider[]>(aiKeys.providers);
      client.setQueryData<Provider[]>(aiKeys.providers, (rows) => rows?.map((row) => (row.id === id ? { ...row, is_active } : row)));
      return before;
    },
    onError: (_, __, before) => client.setQueryData(aiKeys.providers, before),
    onSettled: useChanged(),
  });
}

export function useDeleteProvider() {
  return useMutation({ mutationFn: (id: string) => api.DELETE("/api/v1/system/provider-settings/{id}/", { params: { path: { id } } }), onSettled: useChanged() });
}

export function useTestProvider() {
  return useMutation({ mutationFn: (id: string) => item(api.POST("/api/v1/ai/provider-settings/{id}/test/", { params: { path: { id } }, body: {} })), onSettled: useChanged() });
}
