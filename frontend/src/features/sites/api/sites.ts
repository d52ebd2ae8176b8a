import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, idempotencyKey, item, page, type Schema } from "@/shared/api/client";
import { sectorKeys } from "@/shared/entities/sectors";
import { type Site, siteKeys } from "@/shared/entities/site";

export type SiteIn = Schema<"SiteInRequest">;
export type SiteChanges = Schema<"PatchedSitePatchInRequest">;
export type Industry = Schema<"IndustryOut">;
export type IndustrySector = Schema<"IndustrySectorOut">;

export function industriesQuery() {
  return queryOptions({
    queryKey: ["industries"] as const,
    queryFn: async () => (await page(api.GET("/api/v1/accounts/industries/", { params: { query: { page_size: 200, ordering: "name" } } }))).results,
    staleTime: Infinity,
  });
}

export function industrySectorsQuery(industryId: string) {
  return queryOptions({
    queryKey: ["industry-sectors", industryId] as const,
    queryFn: async () => (await page(api.GET("/api/v1/accounts/industry-sectors/", { params: { query: { industry_id: industryId, page_size: 200 } } }))).results,
    staleTime: Infinity,
    enabled: industryId !== "",
  });
}

export function useCreateSite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: SiteIn; key: string }) => item(api.POST("/api/v1/accounts/sites/", { body, params: { header: { "Idempotency-Key": key } } })),
    onSuccess: (site) => {
      client.setQueryData<Site[]>(siteKeys.list(), (sites) => [...(sites ?? []).filter((one) => one.id !== site.id), site]);
    },
    onSettled: () => client.invalidateQueries({ queryKey: siteKeys.all }),
  });
}

export function useChangeSite(siteId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SiteChanges) => item(api.PATCH("/api/v1/accounts/sites/{id}/", { params: { path: { id: siteId } }, body })),
    onSuccess: (site) => {
      client.setQueryData<Site[]>(siteKeys.list(), (sites) => sites?.map((one) => (one.id === site.id ? site : one)));
    },
  });
}

/** Archives; what was made stays and can be brought back by setting the status to active. */
export function useArchiveSite(siteId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => item(api.DELETE("/api/v1/accounts/sites/{id}/", { params: { path: { id: siteId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: siteKeys.all }),
  });
}

export function useSectorChanges(siteId: string) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: sectorKeys.of(siteId) });
  const add = useMutation({
    mutationFn: (body: { name: string; industry_sector_id?: string | null }) =>
      item(api.POST("/api/v1/accounts/sectors/", { body: { site_id: siteId, ...body }, params: { header: { "Idempotency-Key": idempotencyKey() } } })),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: { id: string } & Schema<"PatchedSectorPatchInRequest">) => item(api.PATCH("/api/v1/accounts/sectors/{id}/", { params: { path: { id } }, body })),
    onSettled,
  });
  return { add, change };
}
