import { type Site, siteBy, sitePath } from "@/shared/entities/site";

import type { Notification } from "./api/notifications";

/** Where a notice leads, as a path of this dashboard: the API names sites by id and records by their own paths. */
export function linkOf({ link, site_id }: Notification, sites: readonly Site[]): string | null {
  if (!link.startsWith("/") || link.startsWith("//")) return null;
  const own = sites.find((site) => site.id === site_id);
  const inSite = /^\/sites\/([^/]+)\/(.+)$/.exec(link);
  if (inSite) {
    const site = siteBy(sites, inSite[1] ?? "");
    return site ? sitePath(site.slug, inSite[2] ?? "home") : null;
  }
  const record = /^\/publishing\/records\/([^/]+)$/.exec(link);
  if (record) return own ? sitePath(own.slug, "writer/published", { panel: record[1] ?? "" }) : null;
  return link;
}
