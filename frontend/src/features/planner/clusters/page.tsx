import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, Boxes, Bubbles, FileDown, FileUp, Lightbulb, List, Lock, LockOpen, Pencil, Plus, Sparkles } from "lucide-react";
import { useMemo, useState } from "react";
import { Link, useNavigate } from "react-router";

import { useRole } from "@/shared/entities/me";
import { useCurrentSector } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { useIsPhone } from "@/shared/hooks/use-media";
import { urlChoice, urlText, useUrlState } from "@/shared/hooks/use-url-state";
import { count } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { Button, IconButton } from "@/shared/ui/button";
import { downloadFile } from "@/shared/ui/download";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { Segmented } from "@/shared/ui/segmented";
import { DataTable } from "@/shared/ui/table/data-table";
import type { RowAction, SavedView } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { toastError } from "@/shared/ui/toast";

import { type Cluster, clusterKeys, clustersChanged, clustersWithoutIdeasQuery, fetchClusters } from "../api/clusters";
import { keywordCountQuery } from "../api/keywords";
import { ClusterDialog } from "../components/cluster-dialog";
import { ClusteringStrip } from "../components/clustering-strip";
import { IdeasStrip } from "../ideas/strip";
import { ClusterBulk } from "./bulk";
import { CLUSTER_FILTERS } from "./choices";
import { clusterColumns } from "./columns";
import { setLock, setStatus } from "./edit";
import { MakeIdeasDialog } from "./make-ideas-dialog";
import { ClusterMapView } from "./map/map";
import { NewClusterDialog } from "./new-cluster-dialog";
import { ClusterPanel } from "./panel";
import { useDrafting } from "./use-drafting";

const rowId = (row: Cluster) => row.id;
const ORDERING = "-total_volume";
const URL_SCHEMA = { view: urlChoice(["list", "map"], "list"), new: urlText(), panel: urlText() };
const SUGGESTED = 5;
const PRESETS: SavedView[] = [
  { name: "Active, most searched", values: { status: "active" }, ordering: ORDERING },
  { name: "Pillars", values: { role: "pillar", status: "active" }, ordering: ORDERING },
  { name: "Loose, worth a look", values: { status: "active", keywords_min: "3" }, ordering: "cohesion" },
];

export function ClustersPage() {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const path = useSitePath();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const isEditor = atLeast(useRole(), "editor");
  const [{ view, new: dialog }, setUrl] = useUrlState(URL_SCHEMA);
  const open = useQuery({ ...clustersWithoutIdeasQuery(site.id, sector?.id), enabled: isEditor });
  const waiting = open.data?.length ?? 0;
  const empty = <NoClusters isEditor={isEditor} sectorId={sector?.id} onNew={() => setUrl({ new: "cluster" })} onCluster={() => setUrl({ new: "clustering" })} />;
  const close = () => setUrl({ new: "" });
  return (
    <Page
      title="Clusters"
      wide
      description="Keywords that one page can answer, around the pillar of their topic."
      actions={
        <>
          <Segmented
            aria-label="View"
            value={view}
            onValueChange={(next) => setUrl({ view: next })}
            options={[
              { value: "list", label: "List", icon: List, iconOnly: isPhone },
              { value: "map", label: "Map", icon: Bubbles, iconOnly: isPhone },
            ]}
          />
          {isEditor ? (
            <>
              {isPhone ? (
                <IconButton variant="secondary" icon={Plus} label="New cluster" onClick={() => setUrl({ new: "cluster" })} />
              ) : (
                <Button icon={Plus} onClick={() => setUrl({ new: "cluster" })}>
                  New cluster
                </Button>
              )}
              {waiting > 0 ? (
                <Button variant="primary" icon={Lightbulb} onClick={() => setUrl({ new: "ideas" })}>
                  Make ideas
                </Button>
              ) : null}
            </>
          ) : null}
        </>
      }
    >
      <ClusteringStrip sectorId={sector?.id} />
      <IdeasStrip />
      {view === "map" ? <ClusterMapView sectorId={sector?.id} empty={empty} /> : <ClusterList isEditor={isEditor} empty={empty} />}
      {isEditor && dialog === "cluster" ? <NewClusterDialog onClose={close} onMade={(row) => void navigate(path(`planner/clusters/${row.id}`))} /> : null}
      {isEditor && dialog === "clustering" ? <ClusterDialog what={{ kind: "new" }} onClose={close} /> : null}
      {isEditor && dialog === "ideas" && open.data ? <MakeIdeasDialog clusters={open.data} chosen={open.data.slice(0, SUGGESTED).map(rowId)} onClose={close} /> : null}
    </Page>
  );
}

function ClusterList({ isEditor, empty }: { isEditor: boolean; empty: React.ReactNode }) {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const client = useQueryClient();
  const drafting = useDrafting();
  const [, setUrl] = useUrlState(URL_SCHEMA);
  const [renaming, setRenaming] = useState("");
  const [making, setMaking] = useState<Cluster | null>(null);
  const columns = useMemo(() => clusterColumns(drafting), [drafting]);
  const source = useListSource<Cluster>({
    key: clusterKeys.list(site.id),
    fetch: fetchClusters,
    base: { site_id: site.id, sector_id: sector?.id },
    filters: CLUSTER_FILTERS,
    ordering: ORDERING,
    rowId,
  });
  const edits = { patchRow: source.patchRow, changed: () => clustersChanged(client) };
  const startRename = (row: Cluster) => {
    setRenaming(row.id);
    setUrl({ panel: row.id });
  };
  const actions = (row: Cluster): RowAction[] => [
    { label: "Rename", icon: Pencil, run: () => startRename(row) },
    ...(row.status === "active" && row.keyword_count > 0 ? [{ label: "Make ideas", icon: Lightbulb, run: () => setMaking(row) }] : []),
    { label: row.is_locked ? "Unlock" : "Lock", icon: row.is_locked ? LockOpen : Lock, run: () => void setLock([row], !row.is_locked, row.is_locked ? "Cluster unlocked" : "Cluster locked", edits) },
    row.status === "archived"
      ? { label: "Take up again", icon: ArchiveRestore, run: () => void setStatus([row], "active", "Cluster taken up again", edits) }
      : { label: "Archive", icon: Archive, run: () => void setStatus([row], "archived", "Cluster archived", edits) },
  ];
  return (
    <>
      <DataTable
        id="clusters"
        label="Clusters"
        noun="cluster"
        columns={columns}
        source={source}
        rowLabel={(row) => row.name}
        selectable={isEditor}
        search="Search clusters"
        presets={PRESETS}
        exportName={false}
        bulk={(selection, tools) => <ClusterBulk selection={selection} tools={tools} source={source} />}
        panel={(row) => <ClusterPanel key={`${row.id}${renaming === row.id ? "-name" : ""}`} id={row.id} startsRenaming={renaming === row.id} patchRow={source.patchRow} />}
        panelFallback={(id) => <ClusterPanel key={id} id={id} patchRow={source.patchRow} />}
        {...(isEditor ? { onEdit: startRename, rowActions: actions } : {})}
        toolbar={
          <Button icon={FileDown} disabled={source.count === 0} onClick={() => void exportClusters(source.params)}>
            Export
          </Button>
        }
        empty={empty}
      />
      {making ? <MakeIdeasDialog clusters={[making]} onClose={() => setMaking(null)} /> : null}
    </>
  );
}

/** Every cluster the list's parameters leave, as the server writes it. */
async function exportClusters(params: Readonly<Record<string, string>>): Promise<void> {
  const search = new URLSearchParams(Object.entries(params).filter(([name]) => name !== "ordering"));
  try {
    await downloadFile(`/api/v1/planner/clusters/export/?${search.toString()}`, "clusters.csv");
  } catch (error) {
    toastError(error);
  }
}

function NoClusters({ isEditor, sectorId, onNew, onCluster }: { isEditor: boolean; sectorId: string | undefined; onNew: () => void; onCluster: () => void }) {
  const site = useCurrentSite();
  const path = useSitePath();
  const { data } = useQuery({ ...keywordCountQuery(site.id, { status: "new", is_clustered: "false", ...(sectorId ? { sector_id: sectorId } : {}) }), enabled: isEditor });
  const keywords = data?.count ?? 0;
  const body = "A cluster gathers the keywords one page can answer, so that you write one good page instead of five that compete.";
  if (!isEditor) return <EmptyState icon={Boxes} title="There are no clusters yet" body={`${body} An editor of this site can make them from its keywords.`} />;
  return (
    <EmptyState
      icon={Boxes}
      title={keywords > 0 ? `${count(keywords, "keyword")} ${keywords === 1 ? "waits" : "wait"} to be clustered` : "There are no clusters yet"}
      body={keywords > 0 ? body : `${body} They are made from keywords, so bring some first.`}
      action={
        keywords > 0 ? (
          <Button variant="primary" icon={Sparkles} onClick={onCluster}>
            Cluster {count(keywords, "keyword")}
          </Button>
        ) : (
          <Button variant="primary" icon={FileUp} asChild>
            <Link to={path("planner/import")}>Import keywords</Link>
          </Button>
        )
      }
      secondary={
        <Button variant="link" onClick={onNew}>
          Make a cluster by hand
        </Button>
      }
    />
  );
}
