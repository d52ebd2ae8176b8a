import { useQuery } from "@tanstack/react-query";
import { CloudOff, Globe, RotateCw, Upload } from "lucide-react";
import { useEffect, useMemo } from "react";
import { Link } from "react-router";

import { useRole } from "@/shared/entities/me";
import { destinationsQuery, isMoving, publicationKeys, type Publication } from "@/shared/entities/publishing";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { useUrlParams } from "@/shared/hooks/use-url-state";
import { atLeast } from "@/shared/lib/roles";
import { statusOptions } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { DataTable } from "@/shared/ui/table/data-table";
import type { FilterDef, SavedView } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";

import { fetchPublications, publisherSummaryQuery } from "../api/published";
import { PUBLISHED_COLUMNS } from "./columns";
import { PublicationPanel } from "./panel";
import { behind, canRetry, canUnpublish } from "./state";
import { usePublicationActions } from "./use-actions";

const recordId = (record: Publication) => record.id;
const PRESETS: readonly SavedView[] = [
  { name: "Failed", values: { status: "failed" }, search: "", ordering: "-updated_at" },
  { name: "Live", values: { status: "live" }, search: "", ordering: "-published_at" },
];
const POLL_MS = 3000;

export function PublishedPage() {
  const site = useCurrentSite();
  const path = useSitePath();
  const canEdit = atLeast(useRole(), "editor");
  const { params, change } = useUrlParams();
  const { data: destinations } = useQuery(destinationsQuery(site.id));
  const { data: summary } = useQuery(publisherSummaryQuery(site.id));
  const actions = usePublicationActions();
  const linked = params.get("record");
  useEffect(() => {
    // Links of notifications say ?record=, the table's own panel says ?panel=.
    if (linked !== null) change({ record: null, panel: linked }, { replace: true });
  }, [linked, change]);
  const filters = useMemo<readonly FilterDef[]>(
    () => [
      { id: "status", label: "State", kind: "multi", options: statusOptions("publication") },
      ...(destinations && destinations.length > 0 ? [{ id: "destination", label: "Destination", kind: "choice" as const, options: destinations.map((one) => ({ value: one.key, label: one.name })) }] : []),
    ],
    [destinations],
  );
  const source = useListSource({ key: publicationKeys.list(site.id), fetch: fetchPublications, base: { site_id: site.id }, filters, ordering: "-updated_at", rowId: recordId });
  const { refetch, rowAt, count: rows } = source;
  const isAnyMoving = Array.from({ length: Math.min(rows, 200) }, (_, index) => rowAt(index)).some((row) => row !== undefined && isMoving(row));
  useEffect(() => {
    if (!isAnyMoving) return;
    const timer = setInterval(() => void refetch(), POLL_MS);
    return () => clearInterval(timer);
  }, [isAnyMoving, refetch]);
  return (
    <Page
      wide
      title="Published"
      description="Every article at every destination: what readers see, and what did not arrive."
      actions={
        summary?.site_url ? (
          <Button asChild icon={Globe}>
            <a href={summary.site_url} target="_blank" rel="noreferrer">
              Visit the site
            </a>
          </Button>
        ) : null
      }
    >
      <DataTable
        id="publications"
        label="Publications"
        noun="publication"
        columns={PUBLISHED_COLUMNS}
        source={source}
        rowLabel={(record) => `${record.title}, ${record.destination_name ?? record.destination}`}
        search="Search publications"
        presets={PRESETS}
        panel={(record) => <PublicationPanel key={record.id} id={record.id} row={record} />}
        panelFallback={(id) => <PublicationPanel key={id} id={id} />}
        {...(canEdit
          ? {
              rowActions: (record: Publication) => [
                ...(canRetry(record) ? [{ label: "Try again now", icon: RotateCw, run: () => actions.retry.mutate(record) }] : []),
                ...((behind(record, record.current_version) ?? 0) > 0 ? [{ label: "Publish the newest version", icon: Upload, run: () => actions.update.mutate(record) }] : []),
                ...(canUnpublish(record) ? [{ label: "Take it down", icon: CloudOff, run: () => void actions.askTakeDown([record]) }] : []),
              ],
            }
          : {})}
        empty={
          <EmptyState
            icon={Globe}
            title="Nothing is published yet"
            body="An approved article goes to your destinations from its page, from the library or from the review queue."
            action={
              <Button variant="primary" asChild>
                <Link to={path("writer/content?status=approved")}>See approved articles</Link>
              </Button>
            }
          />
        }
      />
    </Page>
  );
}
