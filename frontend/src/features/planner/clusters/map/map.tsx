import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Link } from "react-router";

import { IntentBadge } from "@/shared/entities/badges";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { useDebounced } from "@/shared/hooks/use-debounced";
import { useMedia } from "@/shared/hooks/use-media";
import { urlText, useUrlState } from "@/shared/hooks/use-url-state";
import { count, number } from "@/shared/lib/format";
import { PAGE_ROLE, wordOf } from "@/shared/lib/words";
import { ChartFrame } from "@/shared/ui/chart/chart-frame";
import { SearchInput } from "@/shared/ui/input";
import { Num } from "@/shared/ui/number";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";
import { SidePanel } from "@/shared/ui/table/side-panel";
import type { SimpleColumn } from "@/shared/ui/table/simple-table";

import { type ClusterMap, clusterMapQuery, type MapNode } from "../../api/clusters";
import { INTENT_GROUPS } from "../../lib/opportunity";
import { ClusterPanel } from "../panel";
import { MapCanvas } from "./canvas";
import { letterOf } from "./draw";
import { finding } from "./finding";

const URL_SCHEMA = { q: urlText(), panel: urlText() };
/** A table of all two thousand would take longer to draw than to read. */
const MOST_ROWS = 300;
const heightNow = () => Math.round(Math.min(720, Math.max(340, (typeof window === "undefined" ? 800 : window.innerHeight) - 350)));

export function ClusterMapView({ sectorId, empty }: { sectorId: string | undefined; empty: React.ReactNode }) {
  const site = useCurrentSite();
  const query = useQuery(clusterMapQuery(site.id, sectorId));
  const [height] = useState(heightNow);
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-[32rem] w-full rounded-lg" />} isEmpty={(map) => map.nodes.length === 0} empty={empty}>
      {(map) => <Drawn map={map} height={height} />}
    </QueryState>
  );
}

function Drawn({ map, height }: { map: ClusterMap; height: number }) {
  const path = useSitePath();
  const isBeside = useMedia("(min-width: 1100px)");
  const [{ q, panel }, setUrl] = useUrlState(URL_SCHEMA);
  const wanted = useDebounced(q.trim().toLowerCase(), 120);
  const found = useMemo(() => (wanted === "" ? null : new Set(map.nodes.filter((node) => node.name.toLowerCase().includes(wanted)).map((node) => node.id))), [map.nodes, wanted]);
  const rows = useMemo(() => [...map.nodes].sort((a, b) => (b.total_volume ?? -1) - (a.total_volume ?? -1)).slice(0, MOST_ROWS), [map.nodes]);
  const opened = map.nodes.find((node) => node.id === panel);
  const open = (id: string) => setUrl({ panel: id }, { replace: panel !== "" });
  const columns = useMemo<SimpleColumn<MapNode>[]>(() => columnsOf((id) => path(`planner/clusters/${id}`)), [path]);
  const order = rows.findIndex((node) => node.id === panel);
  const step = (by: number) => {
    const next = order < 0 ? undefined : rows[order + by];
    return next === undefined ? undefined : () => open(next.id);
  };
  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchInput className="max-w-72" placeholder="Find on the map" value={q} onValueChange={(text) => setUrl({ q: text }, { replace: true })} />
        <p role="status" className="text-sm text-muted">
          {found === null ? "" : found.size === 0 ? "No cluster has this name." : `${count(found.size, "cluster")} found`}
        </p>
      </div>
      <div className="flex min-w-0 items-start gap-4">
        <div className="grid min-w-0 flex-1 gap-3">
          <ChartFrame
            title={finding(map.nodes)}
            description={`${map.is_complete ? "" : "The 2,000 largest clusters. "}Larger bubbles are searched more; filled ones have a page or one under way.`}
            height={height}
            rows={rows}
            rowId={(node) => node.id}
            columns={columns}
            isInteractive
          >
            <MapCanvas nodes={map.nodes} found={found} opened={panel} onPick={open} />
          </ChartFrame>
          <Legend nodes={map.nodes} />
          {rows.length < map.nodes.length ? (
            <p className="text-sm text-muted">
              As a table the {number(MOST_ROWS)} largest are shown. <Link to={path("planner/clusters")} className="text-accent underline-offset-3 hover:underline">The list has all of them</Link>.
            </p>
          ) : null}
        </div>
        {panel === "" ? null : (
          <SidePanel isBeside={isBeside} title={opened?.name ?? "Cluster"} maxHeight={`${height + 60}px`} onClose={() => setUrl({ panel: "" })} onPrevious={step(-1)} onNext={step(1)}>
            <ClusterPanel key={panel} id={panel} />
          </SidePanel>
        )}
      </div>
    </div>
  );
}

/** Words beside every colour and every kind of line. */
function Legend({ nodes }: { nodes: readonly MapNode[] }) {
  const intents = INTENT_GROUPS.filter(({ intent }) => nodes.some((node) => node.intent === intent));
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm text-muted">
      {intents.map(({ intent, label, color }) => (
        <li key={label} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="grid size-4 place-items-center rounded-full text-[10px] font-semibold text-on-accent" style={{ background: color }}>
            {letterOf(intent)}
          </span>
          {label}
        </li>
      ))}
      <Sample className="border-muted bg-muted" label="Has a page" />
      <Sample className="border-muted" label="No page yet" />
      <Sample className="border-muted outline-1 outline-offset-2 outline-muted" label="Pillar" />
      {nodes.some((node) => node.total_volume === null) ? <Sample className="border-dashed border-muted" label="Volume not known" /> : null}
    </ul>
  );
}

function Sample({ className, label }: { className: string; label: string }) {
  return (
    <li className="flex items-center gap-2">
      <span aria-hidden="true" className={`size-3 rounded-full border-[1.5px] ${className}`} />
      {label}
    </li>
  );
}

function columnsOf(to: (id: string) => string): SimpleColumn<MapNode>[] {
  return [
    {
      id: "name",
      header: "Cluster",
      cell: (node) => (
        <Link to={to(node.id)} className="underline decoration-line underline-offset-3 hover:decoration-line-strong">
          {node.name}
        </Link>
      ),
    },
    { id: "volume", header: "Volume", numeric: true, cell: (node) => <Num value={node.total_volume} unknownReason="None of its keywords has a known volume." /> },
    { id: "keywords", header: "Keywords", numeric: true, cell: (node) => number(node.keyword_count) },
    { id: "intent", header: "Intent", cell: (node) => <IntentBadge intent={node.intent} />, wideOnly: true },
    { id: "role", header: "Role", cell: (node) => wordOf(PAGE_ROLE, node.role).label, wideOnly: true },
    { id: "page", header: "Page", cell: (node) => (node.is_covered ? "has a page" : "none yet") },
  ];
}
