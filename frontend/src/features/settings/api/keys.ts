import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import { everyPage } from "@/shared/api/every-page";

export type ApiKey = Schema<"ApiKeyOut">;
export type NewApiKey = Schema<"NewApiKeyOut">;
export type ApiKeyIn = Schema<"ApiKeyInRequest">;
export type Scope = Schema<"ScopesEnum">;

export const apiKeyKeys = { all: ["api-keys"] as const };

export function apiKeysQuery() {
  return queryOptions({
    queryKey: apiKeyKeys.all,
    queryFn: ({ signal }) => everyPage((query) => page(api.GET("/api/v1/accounts/api-keys/", { params: { query }, signal }))),
  });
}

// The key itself is in the answer only: gcTime 0 keeps it from lying in the cache of mutations.
export function useCreateKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ApiKeyIn) => item(api.POST("/api/v1/accounts/api-keys/", { body })),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: apiKeyKeys.all }),
  });
}

export function useRotateKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => item(api.POST("/api/v1/accounts/api-keys/{id}/rotate/", { params: { path: { id } } })),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: apiKeyKeys.all }),
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.DELETE("/api/v1/accounts/api-keys/{id}/", { params: { path: { id } } }),
    onSettled: () => client.invalidateQueries({ queryKey: apiKeyKeys.all }),
  });
}
