import { useEffect } from "react";
import { Navigate, Outlet, useLocation, useParams } from "react-router";

import { siteBy, SiteProvider, useSites } from "@/shared/entities/site";
import { usePlace } from "@/shared/stores/place";
import { PageScope } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";

import { NotFound } from "./not-found";
import { PageSkeleton } from "./page-skeleton";

/** Pages of one site: finds the site the address names, by its slug or its id. */
export function SiteGate() {
  const { site: named = "" } = useParams();
  const { pathname, search, hash } = useLocation();
  const sites = useSites();
  const visit = usePlace((state) => state.visit);
  const site = siteBy(sites.data ?? [], named);
  const id = site?.id;
  useEffect(() => {
    if (id !== undefined) visit(id);
  }, [id, visit]);

  if (site === undefined) {
    if (sites.data && !sites.isFetching) return <NotFound title="This site cannot be found" body="It may have been removed, or it is not shared with you. An owner or admin of the account can share it under Settings." />;
    if (sites.errorUpdateCount > 0 && !sites.data) return <QueryState query={sites}>{() => <PageSkeleton />}</QueryState>;
    return <PageSkeleton />;
  }
  if (site.slug !== named) return <Navigate to={`/sites/${site.slug}${pathname.slice(`/sites/${named}`.length)}${search}${hash}`} replace />;
  return (
    // Another site is another page: nothing chosen on one may be applied to the other.
    <SiteProvider site={site} key={site.id}>
      <PageScope value={site.name}>
        <Outlet />
      </PageScope>
    </SiteProvider>
  );
}

export function SiteStart() {
  const { search } = useLocation();
  return <Navigate to={{ pathname: "home", search }} replace />;
}
