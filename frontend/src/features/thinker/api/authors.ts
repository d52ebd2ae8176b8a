import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";
import { everyPage } from "@/shared/api/every-page";

export type Author = Schema<"AuthorProfileOut">;
export type AuthorFields = Omit<Schema<"AuthorProfileInRequest">, "site_id">;

export const authorKeys = { all: ["authors"] as const, every: () => ["authors", "every"] as const };

export function authorsQuery() {
  return queryOptions({
    queryKey: authorKeys.every(),
    queryFn: ({ signal }) => everyPage((query) => page(api.GET("/api/v1/system/author-profiles/", { params: { query: { ...query, ordering: "name" } }, signal }))),
  });
}

function useChanged(): () => Promise<unknown> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: authorKeys.all });
}

export function useSaveAuthor() {
  return useMutation({
    /** Whose author it is stays as it was made. */
    mutationFn: ({ id, siteId, fields }: { id: string | null; siteId: string | null; fields: AuthorFields }) =>
      id === null
        ? item(api.POST("/api/v1/system/author-profiles/", { body: { ...fields, site_id: siteId } }))
        : item(api.PATCH("/api/v1/system/author-profiles/{id}/", { params: { path: { id } }, body: fields })),
    onSettled: useChanged(),
  });
}

export function useDeleteAuthor() {
  return useMutation({ mutationFn: (id: string) => api.DELETE("/api/v1/system/author-profiles/{id}/", { params: { path: { id } } }), onSettled: useChanged() });
}
