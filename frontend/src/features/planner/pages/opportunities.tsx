import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ChartScatter, FileUp } from "lucide-react";
import { useMemo, useRef } from "react";
import { Link } from "react-router";

import { useRole } from "@/shared/entities/me";
import { useCurrentSector } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { urlText, useUrlState } from "@/shared/hooks/use-url-state";
import { number } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { DataTable } from "@/shared/ui/table/data-table";
import type { Column, ListQuery } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { Tooltip } from "@/shared/ui/tooltip";

import { keywordsChanged } from "../api/keywords";
import { bestQuery, fetchOpportunities, MOST_POINTS, type Opportunity, opportunityCountQuery, opportunityKeys } from "../api/opportunities";
import { BulkActions } from "../components/bulk-actions";
import { ClusteringStrip } from "../components/clustering-strip";
import { keywordColumns } from "../components/keyword-columns";
import { KeywordPanel } from "../components/keyword-panel";
import { OpportunityChart } from "../components/opportunity-chart";
import { editOne } from "../lib/edit";
import { asKeywords, finding, findingParams, OPPORTUNITY_FILTERS, WINS } from "../lib/opportunity";

const rowId = (row: Opportunity) => row.id;
const ORDERING = "-priority_score";
const URL_SCHEMA = { panel: urlText() };
const SHOWN = ["keyword", "priority", "volume", "difficulty", "intent", "cpc", "trend", "cluster", "status"] as const;
const SORTABLE = new Set(["priority_score", "search_volume", "difficulty"]);

function columnsOf(path: (to: string) => string): Column<Opportunity>[] {
  const known = new Map<string, Column<Opportunity>>(keywordColumns(path).map((column) => [column.id, column as Column<Opportunity>]));
  const columns = SHOWN.flatMap((id) => known.get(id) ?? []).map((column) => {
    const { sortKey, ...rest } = column;
    return sortKey !== undefined && SORTABLE.has(sortKey) ? column : rest;
  });
  const [first, ...others] = columns;
  const reason: Column<Opportunity> = { id: "reason", header: "Why", width: 420, minWidth: 200, cell: (row) => <span className="truncate text-muted" title={row.reason}>{row.reason}</span>, csv: (row) => row.reason, mobile: "meta" };
  return first ? [first, ...others.slice(0, 3), reason, ...others.slice(3)] : [];
}

export function OpportunitiesPage() {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const path = useSitePath();
  const client = useQueryClient();
  const isEditor = atLeast(useRole(), "editor");
  const list = useRef<HTMLDivElement>(null);
  const [, setUrl] = useUrlState(URL_SCHEMA);
  const columns = useMemo(() => columnsOf(path), [path]);
  const source = useListSource<Opportunity>({
    key: opportunityKeys.list(site.id),
    fetch: fetchOpportunities,
    base: { site_id: site.id, sector_id: sector?.id },
    filters: OPPORTUNITY_FILTERS,
    ordering: ORDERING,
    rowId,
  });
  const best = useQuery(bestQuery(site.id, source.params));
  const found = useQuery(opportunityCountQuery(site.id, findingParams(source.params)));
  const isEmpty = !source.isLoading && source.count === 0 && !source.query.isNarrowed;
  const changed = () => keywordsChanged(client, site.id);

  return (
    <Page title="Opportunities" wide description="Keywords nothing is written for yet, best first: many searches and little competition. Only those with a known volume and difficulty are here.">
      <ClusteringStrip sectorId={sector?.id} />
      {isEmpty ? null : (
        <>
          <Wins query={source.query} />
          <OpportunityChart
            rows={best.data?.results ?? []}
            isLoading={best.isPending}
            title={found.data === undefined ? "Difficulty and searches" : finding(found.data, source.params)}
            description={source.count > MOST_POINTS ? `The best ${number(MOST_POINTS)} of ${number(source.count)}. A larger point has a higher priority.` : "A larger point has a higher priority."}
            onPick={(row) => {
              setUrl({ panel: row.id });
              list.current?.scrollIntoView({ block: "start" });
            }}
          />
        </>
      )}
      <div ref={list} className="grid min-w-0 scroll-mt-16">
      <DataTable
        id="opportunities"
        label="Opportunities"
        noun="opportunity"
        columns={columns}
        source={source}
        rowLabel={(row) => row.keyword}
        selectable={isEditor}
        search="Search opportunities"
        bulk={(selection, tools) => <BulkActions selection={asKeywords(selection)} tools={tools} source={source} />}
        panel={(row, close) => <KeywordPanel key={row.id} id={row.id} patchRow={source.patchRow} onClose={close} />}
        panelFallback={(id, close) => <KeywordPanel key={id} id={id} patchRow={source.patchRow} onClose={close} />}
        {...(isEditor ? { rowActions: (row: Opportunity) => [{ label: "Archive", icon: Archive, run: () => void editOne(row, { status: "archived" }, "Keyword archived", { patchRow: source.patchRow, changed }) }] } : {})}
        empty={
          <EmptyState
            icon={ChartScatter}
            title="No opportunities yet"
            body="They show up as soon as there are keywords with a search volume and a difficulty that nothing is written for."
            action={
              isEditor ? (
                <Button variant="primary" icon={FileUp} asChild>
                  <Link to={path("planner/import")}>Import keywords</Link>
                </Button>
              ) : undefined
            }
          />
        }
      />
      </div>
    </Page>
  );
}

/** Filters somebody begins with. */
function Wins({ query }: { query: ListQuery }) {
  const isOn = (values: Record<string, string>) => JSON.stringify(Object.entries(values).sort()) === JSON.stringify(Object.entries(query.values).sort());
  return (
    <div role="group" aria-label="Begin with" className="flex flex-wrap gap-2">
      {WINS.map(({ name, values, hint }) => (
        <Tooltip key={name} content={hint}>
          <Button
            size="sm"
            aria-pressed={isOn(values)}
            className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
            onClick={() => (isOn(values) ? query.clear() : query.apply({ values, search: "", ordering: ORDERING }))}
          >
            {name}
          </Button>
        </Tooltip>
      ))}
    </div>
  );
}
