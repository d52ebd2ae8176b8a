/** The sectors of a site, and the one the address narrows its pages to. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";

import { api, page, type Schema } from "@/shared/api/client";

import { useNearestSite } from "./site";

export type Sector = Schema<"SectorOut">;

export const sectorKeys = { all: ["sectors"] as const, of: (siteId: string) => ["sectors", siteId] as const };

export function sectorsQuery(siteId: string) {
  return queryOptions({
    queryKey: sectorKeys.of(siteId),
    queryFn: async () => (await page(api.GET("/api/v1/accounts/sectors/", { params: { query: { site_id: siteId, ordering: "created_at", page_size: 200 } } }))).results,
    staleTime: 60_000,
  });
}

/** Active sectors of a site, oldest first; of the current site when none is named. */
export function useSectors(siteId?: string) {
  const nearest = useNearestSite();
  const id = siteId ?? nearest?.id;
  return useQuery({ ...sectorsQuery(id ?? ""), enabled: id !== undefined, select: activeOnes });
}

const activeOnes = (sectors: Sector[]): Sector[] => sectors.filter((sector) => sector.status === "active");

/** `?sector=` when it is a sector of this site, else null: all of them. */
export function useCurrentSector(): Sector | null {
  const [params] = useSearchParams();
  const { data } = useSectors();
  const id = params.get("sector");
  return data?.find((sector) => sector.id === id) ?? null;
}
