import { ExternalLink, Globe, Plus } from "lucide-react";
import { Link } from "react-router";

import { Can } from "@/shared/entities/me";
import { type Site, sitePath, useSites } from "@/shared/entities/site";
import { HOSTING, wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page, PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";

export function SitesPage() {
  const query = useSites();
  const add = (
    <Can role="admin">
      <Button asChild variant="primary" icon={Plus}>
        <Link to="/welcome">New site</Link>
      </Button>
    </Can>
  );
  return (
    <Page title="Sites" actions={query.data?.length ? add : null}>
      <QueryState query={query} skeleton={<SkeletonRows rows={3} columns={3} />} empty={<EmptyState icon={Globe} title="No site yet" body="A site holds keywords, articles and what is published of them." action={add} />}>
        {(sites) => {
          const archived = sites.filter((site) => site.status === "archived");
          return (
            <>
              <SiteList sites={sites.filter((site) => site.status !== "archived")} />
              {archived.length > 0 ? (
                <PageSection title="Archived">
                  <SiteList sites={archived} />
                </PageSection>
              ) : null}
            </>
          );
        }}
      </QueryState>
    </Page>
  );
}

function SiteList({ sites }: { sites: readonly Site[] }) {
  return (
    <ul className="divide-y rounded-lg border bg-surface">
      {sites.map((site) => (
        <li key={site.id} className="relative flex flex-wrap items-center gap-x-6 gap-y-1 px-4 py-3 hover:bg-sunken">
          <div className="min-w-0 flex-1 basis-60">
            <Link to={sitePath(site.slug, "home")} className="font-semibold after:absolute after:inset-0">
              {site.name}
            </Link>
            <p className="truncate text-muted">{site.domain || "No domain yet"}</p>
          </div>
          <div className="flex items-center gap-3 text-sm text-muted">
            {site.status === "archived" ? <Badge>Archived</Badge> : <Badge tone="accent">{wordOf(HOSTING, site.hosting_type).label}</Badge>}
            <span>
              Since <Time value={site.created_at} format="date" />
            </span>
            {site.domain ? (
              <a href={`https://${site.domain}/`} target="_blank" rel="noreferrer" className="relative inline-grid size-6 place-items-center text-muted hover:text-text touch:size-11" aria-label={`Open ${site.domain}`}>
                <ExternalLink className="size-4" aria-hidden="true" />
              </a>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
