import { useQuery } from "@tanstack/react-query";
import { ExternalLink, FilePen } from "lucide-react";
import { Link, useParams } from "react-router";

import { useRole } from "@/shared/entities/me";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { atLeast } from "@/shared/lib/roles";
import { Button } from "@/shared/ui/button";
import { Page } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";

import { conflictQuery, type ConflictTexts } from "../api/integrations";

import { MergeDesk } from "./merge-desk";
import { itemQuery } from "./queries";
import { Settled } from "./settled";

/** One text that was changed on both sides. */
export function ConflictPage() {
  const { integration = "", conflict = "" } = useParams();
  const site = useCurrentSite();
  const path = useSitePath();
  const canEdit = atLeast(useRole(), "editor");
  const query = useQuery(conflictQuery(site.id, conflict));
  const row = query.data;
  const list = path(`settings/integrations/${integration}/conflicts`);
  return (
    <Page title={row?.title ?? "Conflict"} heading={row?.title ?? (query.errorUpdateCount > 0 ? "Conflict" : <Skeleton className="h-6 w-64" />)} back={{ to: list, label: "Conflicts" }} actions={row ? <Links row={row} /> : null}>
      <QueryState
        query={query}
        skeleton={<DeskSkeleton />}
        notFound="This conflict was not found"
        errorAction={
          <Button asChild>
            <Link to={list}>See all conflicts</Link>
          </Button>
        }
      >
        {(texts) => (texts.status === "open" ? <MergeDesk key={texts.id} texts={texts} canEdit={canEdit} reload={query.refetch} /> : <Settled texts={texts} list={list} />)}
      </QueryState>
    </Page>
  );
}

function Links({ row }: { row: ConflictTexts }) {
  const path = useSitePath();
  const { data: item } = useQuery(itemQuery(row.site_id, row.item_id));
  return (
    <>
      <Button asChild icon={FilePen}>
        <Link to={path(`writer/content/${row.content_id}`)}>Open in the editor</Link>
      </Button>
      {item?.url ? (
        <Button asChild icon={ExternalLink}>
          <a href={item.url} target="_blank" rel="noreferrer">
            See it on the website
          </a>
        </Button>
      ) : null}
    </>
  );
}

function DeskSkeleton() {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-12 w-full" />
      <div className="grid gap-4 min-[1100px]:grid-cols-2">
        <Skeleton className="h-96 w-full" />
        <Skeleton className="h-96 w-full max-[1099px]:hidden" />
      </div>
    </div>
  );
}
