/** The sites a person may see, and the one they are at. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext } from "react";
import { useSearchParams } from "react-router";

import { api, page, type Schema } from "@/shared/api/client";
import { useSession } from "@/shared/api/session";
import { usePlace } from "@/shared/stores/place";

export type Site = Schema<"SiteOut">;

const MOST_SITES = 200; // of one page of the list; above that the switcher searches on the server

export const siteKeys = { all: ["sites"] as const, list: () => ["sites", "list"] as const };

export function sitesQuery() {
  return queryOptions({
    queryKey: siteKeys.list(),
    queryFn: async () => (await page(api.GET("/api/v1/accounts/sites/", { params: { query: { ordering: "name", page_size: MOST_SITES } } }))).results,
    staleTime: 60_000,
  });
}

export function useSites() {
  const status = useSession((state) => state.status);
  return useQuery({ ...sitesQuery(), enabled: status === "signed-in" });
}

const CurrentSite = createContext<Site | null>(null);

export function SiteProvider({ site, children }: { site: Site; children: ReactNode }) {
  return <CurrentSite value={site}>{children}</CurrentSite>;
}

/** The site of the address. Only inside `/sites/:site/`. */
export function useCurrentSite(): Site {
  const site = useContext(CurrentSite);
  if (site === null) throw new Error("useCurrentSite is for pages below /sites/:site/.");
  return site;
}

/** The site of the address; on pages of the account the one last visited, or the first. */
export function useNearestSite(): Site | undefined {
  const here = useContext(CurrentSite);
  const last = usePlace((state) => state.siteId);
  const { data: sites } = useSites();
  return here ?? sites?.find((site) => site.id === last) ?? sites?.find((site) => site.status !== "archived") ?? sites?.[0];
}

/** Addresses of the current site: `path("planner/keywords")`. The chosen sector stays chosen. */
export function useSitePath(): (path?: string, query?: Record<string, string>) => string {
  const site = useNearestSite();
  const [params] = useSearchParams();
  const sector = params.get("sector");
  const slug = site?.slug;
  return useCallback((path = "home", query = {}) => (slug === undefined ? "/welcome" : sitePath(slug, path, { ...(sector ? { sector } : {}), ...query })), [slug, sector]);
}

export function sitePath(slug: string, path: string, query: Record<string, string> = {}): string {
  const [bare = "", given] = path.split("?");
  const search = new URLSearchParams(given);
  for (const [key, value] of Object.entries(query)) search.set(key, value);
  const text = search.toString();
  return `/sites/${slug}/${bare.replace(/^\//, "")}${text ? `?${text}` : ""}`;
}

/** A site by what the address calls it. */
export function siteBy(sites: readonly Site[], slugOrId: string): Site | undefined {
  return sites.find((site) => site.slug === slugOrId) ?? sites.find((site) => site.id === slugOrId);
}
