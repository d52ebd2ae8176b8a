import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";

import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { Button } from "@/shared/ui/button";
import { Page } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton, SkeletonRows } from "@/shared/ui/skeleton";

import { type Integration, integrationQuery } from "../api/integrations";
import { useFollowRuns } from "../api/use-active-run";
import { IntegrationTabs } from "./tabs";

interface Props {
  /** What the page is about, for the window's title: "Log". */
  title?: string;
  wide?: boolean;
  description?: (row: Integration) => ReactNode;
  actions?: (row: Integration) => ReactNode;
  children: (row: Integration) => ReactNode;
}

/** Every page of one connection: its name, its tabs, and what to do when it is not there. */
export function IntegrationFrame({ title, wide = false, description, actions, children }: Props) {
  const { integration = "" } = useParams();
  const site = useCurrentSite();
  const path = useSitePath();
  const query = useQuery(integrationQuery(site.id, integration));
  const row = query.data;
  const list = path("settings/integrations");
  return (
    <Page
      title={row ? [title, row.name].filter(Boolean).join(" - ") : (title ?? "Integration")}
      heading={row?.name ?? (query.errorUpdateCount > 0 ? "Integration" : <Skeleton className="h-6 w-48" />)}
      back={{ to: list, label: "Integrations" }}
      description={row ? description?.(row) : undefined}
      actions={row ? actions?.(row) : undefined}
      tabs={row ? <IntegrationTabs row={row} /> : null}
      wide={wide}
      className={wide ? undefined : "max-w-5xl gap-8"}
    >
      <QueryState
        query={query}
        skeleton={<SkeletonRows rows={6} columns={3} />}
        notFound="This connection was not found"
        errorAction={
          <Button asChild>
            <Link to={list}>See all integrations</Link>
          </Button>
        }
      >
        {(found) => (
          <>
            <Follow row={found} />
            {children(found)}
          </>
        )}
      </QueryState>
    </Page>
  );
}

/** What is shown keeps up with synchronisations, whoever began them. */
function Follow({ row }: { row: Integration }): null {
  useFollowRuns(row);
  return null;
}
