import { Navigate } from "react-router";

import { sitePath, useNearestSite, useSites } from "@/shared/entities/site";
import { QueryState } from "@/shared/ui/query-state";

/** `/`: the site somebody was at last, else their first, else the way to one. */
export function FirstPage() {
  const sites = useSites();
  const site = useNearestSite();
  if (site) return <Navigate to={sitePath(site.slug, "home")} replace />;
  if (sites.data) return <Navigate to="/welcome" replace />;
  if (sites.errorUpdateCount > 0) return <QueryState query={sites}>{() => null}</QueryState>;
  return null;
}
