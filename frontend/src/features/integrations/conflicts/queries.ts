/** What a conflict is about, and settling it. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, type Schema } from "@/shared/api/client";

import { type ConflictTexts, integrationKeys, integrationsChanged } from "../api/integrations";

/** The object of the website, for its address and when it was changed there. */
export function itemQuery(siteId: string, id: string) {
  return queryOptions({
    queryKey: [...integrationKeys.of(siteId), "item", id],
    queryFn: ({ signal }) => item(api.GET("/api/v1/integration/items/{id}/", { params: { path: { id } }, signal })),
    staleTime: 60_000,
  });
}

/** Our versions, newest first. */
export function versionsQuery(siteId: string, contentId: string) {
  return queryOptions({
    queryKey: ["content", siteId, "versions-of", contentId],
    queryFn: ({ signal }) => item(api.GET("/api/v1/writer/content/{id}/versions/", { params: { path: { id: contentId } }, signal })),
    staleTime: 15_000,
  });
}

export type Resolution = Schema<"ConflictResolveInRequest">;

export function useResolve(siteId: string, conflictId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Resolution) => item(api.POST("/api/v1/integration/conflicts/{id}/resolve/", { params: { path: { id: conflictId } }, body })),
    onSuccess: (done: ConflictTexts) => {
      client.setQueryData(integrationKeys.conflict(siteId, conflictId), done);
      integrationsChanged(client, siteId);
    },
  });
}
