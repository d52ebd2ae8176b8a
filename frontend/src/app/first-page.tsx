import { Navigate } from "react-router";

import { sitePath, useNearestSite, useSites } from "@/shared/entities/site";
import { ErrorState } from "@/shared/ui/error-state";

/** `/`: the site somebody was at last, else their first, else the way to one. */
export function FirstPage() {
  const sites = useSites();
  const site = useNearestSite();
  if (site) return <Navigate to={sitePath(site.slug, "home")} replace />;
  if (sites.data) return <Navigate to="/welcome" replace />;
  if (sites.error) return <ErrorState error={sites.error} onRetry={() => void sites.refetch()} />;
  return null;
}
