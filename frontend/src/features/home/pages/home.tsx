import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";

import { Can } from "@/shared/entities/me";
import { useCurrentSector } from "@/shared/entities/sectors";
import { useCurrentSite } from "@/shared/entities/site";
import { Button } from "@/shared/ui/button";
import { Page, PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";

import { overviewQuery } from "../api/overview";
import { RecentActivity } from "../components/activity";
import { NextStep, WaitingList } from "../components/next-step";
import { Pipeline, pipelineFinding } from "../components/pipeline";
import { Spending } from "../components/spending";
import { stagesOf } from "../lib/stages";
import { waitingOf } from "../lib/waiting";

export function HomePage() {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const query = useQuery(overviewQuery(site.id, sector?.id));
  const address = query.data?.publisher.site_url;
  return (
    <Page
      title="Home"
      heading={site.name}
      description={sector ? `Sector: ${sector.name}` : undefined}
      actions={
        address ? (
          <Button asChild icon={ExternalLink}>
            <a href={address} target="_blank" rel="noreferrer">
              Open the site
            </a>
          </Button>
        ) : null
      }
    >
      <QueryState query={query} skeleton={<OverviewSkeleton />}>
        {(overview) => {
          const stages = stagesOf(overview);
          const waiting = waitingOf(overview);
          return (
            <>
              <Can role="editor">
                <NextStep waiting={waiting} />
              </Can>
              <PageSection title={pipelineFinding(stages)}>
                <Pipeline stages={stages} />
              </PageSection>
              <div className="grid items-start gap-x-6 gap-y-5 lg:grid-cols-2">
                <Can role="editor">
                  <div className="grid gap-5">
                    <PageSection title="Waiting">
                      <WaitingList waiting={waiting} />
                    </PageSection>
                    <Can role="admin">
                      <Spending />
                    </Can>
                  </div>
                </Can>
                <PageSection title="Recently">
                  <RecentActivity />
                </PageSection>
              </div>
            </>
          );
        }}
      </QueryState>
    </Page>
  );
}

function OverviewSkeleton() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-36 w-full" />
      <div className="grid gap-6 lg:grid-cols-2">
        <Skeleton className="h-72 w-full" />
        <Skeleton className="h-72 w-full" />
      </div>
    </div>
  );
}
