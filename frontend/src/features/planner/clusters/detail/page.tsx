import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, Lightbulb, Merge, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";

import { Can, useRole } from "@/shared/entities/me";
import { useEstimate } from "@/shared/entities/credits";
import { useSitePath } from "@/shared/entities/site";
import { atLeast } from "@/shared/lib/roles";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { costWords } from "@/shared/ui/credits";
import { Menu, MenuItem, MenuSeparator } from "@/shared/ui/menu";
import { Page, PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";
import { Switch } from "@/shared/ui/switch";

import { clusterQuery } from "../../api/clustering";
import { type Cluster, clustersChanged } from "../../api/clusters";
import { ClusteringStrip } from "../../components/clustering-strip";
import { IdeasStrip } from "../../ideas/strip";
import { removeClusters } from "../bulk";
import { rename, setLock, setStatus } from "../edit";
import { ClusterFacts } from "../facts";
import { InlineName } from "../inline-name";
import { MakeIdeasDialog } from "../make-ideas-dialog";
import { MergeDialog } from "../merge-dialog";
import { useClusterEdits } from "../panel";
import { useDrafting } from "../use-drafting";
import { EditClusterDialog } from "./edit-dialog";
import { ClusterKeywords } from "./keywords";
import { ClusterPages } from "./pages";

export function ClusterPage() {
  const { id = "" } = useParams();
  const path = useSitePath();
  const query = useQuery(clusterQuery(id));
  const back = { to: path("planner/clusters"), label: "Clusters" };
  if (query.data) return <Known key={query.data.id} cluster={query.data} back={back} />;
  return (
    <Page title="Cluster" back={back}>
      <QueryState
        query={query}
        skeleton={<Skeleton className="h-96 w-full" />}
        notFound="This cluster was not found. It may have been merged into another one, or deleted."
        errorAction={
          <Button asChild>
            <Link to={back.to}>See all clusters</Link>
          </Button>
        }
      >
        {() => null}
      </QueryState>
    </Page>
  );
}

function Known({ cluster, back }: { cluster: Cluster; back: { to: string; label: string } }) {
  const path = useSitePath();
  const navigate = useNavigate();
  const client = useQueryClient();
  const confirm = useConfirm();
  const isEditor = atLeast(useRole(), "editor");
  const tools = useClusterEdits();
  const drafting = useDrafting();
  const [dialog, setDialog] = useState<"edit" | "merge" | "ideas" | null>(null);
  const canMake = cluster.status === "active" && cluster.keyword_count > 0;
  const estimate = useEstimate("generate_ideas", isEditor && canMake ? 1 : 0);
  const close = () => setDialog(null);
  const isArchived = cluster.status === "archived";
  return (
    <Page
      title={cluster.name}
      back={back}
      heading={<InlineName name={cluster.name} canEdit={isEditor} onRename={(name) => void rename(cluster, name, tools)} />}
      {...(cluster.description ? { description: cluster.description } : {})}
      actions={
        <Can role="editor">
          <Button icon={Merge} disabled={cluster.is_locked} onClick={() => setDialog("merge")}>
            Merge
          </Button>
          {canMake ? (
            <Button variant="primary" icon={Lightbulb} loading={drafting.has(cluster.id)} onClick={() => setDialog("ideas")}>
              <span>
                Make ideas
                {estimate ? <span className="font-normal opacity-90">: {costWords(estimate.credits)}</span> : null}
              </span>
            </Button>
          ) : null}
          <Menu trigger={<Button icon={MoreHorizontal} aria-label="More for this cluster" />}>
            <MenuItem icon={Pencil} onSelect={() => setDialog("edit")}>
              Edit description, intent and role
            </MenuItem>
            <MenuItem
              icon={isArchived ? ArchiveRestore : Archive}
              hint={isArchived ? "It takes part in planning again." : "Kept, but left out of planning and of the map."}
              onSelect={() => void setStatus([cluster], isArchived ? "active" : "archived", isArchived ? "Cluster taken up again" : "Cluster archived", tools)}
            >
              {isArchived ? "Take up again" : "Archive"}
            </MenuItem>
            <MenuSeparator />
            <MenuItem
              icon={Trash2}
              danger
              disabled={cluster.is_locked}
              hint={cluster.is_locked ? "Unlock it first." : undefined}
              onSelect={() => void removeClusters([cluster], { confirm, changed: () => clustersChanged(client), onDone: () => void navigate(path("planner/clusters"), { replace: true }) })}
            >
              Delete the cluster…
            </MenuItem>
          </Menu>
        </Can>
      }
    >
      <ClusteringStrip sectorId={cluster.sector_id} />
      <IdeasStrip />
      <div className="grid min-w-0 gap-x-8 gap-y-6 2xl:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 content-start gap-8">
          <PageSection title="Keywords" description="One page answers all of them. Why each is here stands beside it.">
            <ClusterKeywords cluster={cluster} isEditor={isEditor} />
          </PageSection>
          <ClusterPages cluster={cluster} />
        </div>
        <aside aria-label="About this cluster" className="grid content-start gap-5 sm:max-2xl:row-start-1 sm:max-2xl:border-b sm:max-2xl:pb-5 2xl:border-l 2xl:pl-6">
          <ClusterFacts brief cluster={cluster} className="sm:grid-cols-[repeat(2,max-content_minmax(0,1fr))] lg:grid-cols-[repeat(3,max-content_minmax(0,1fr))] 2xl:grid-cols-[max-content_minmax(0,1fr)]" />
          <Can role="editor" fallback={cluster.is_locked ? <p className="text-muted">It is locked: no run, merge or split changes it.</p> : null}>
            <Switch
              className="max-w-xl"
              label="Lock the cluster"
              hint="No run, merge or split changes it, and no keyword leaves or joins."
              checked={cluster.is_locked}
              onCheckedChange={(isOn) => void setLock([cluster], isOn, isOn ? "Cluster locked" : "Cluster unlocked", tools)}
            />
          </Can>
        </aside>
      </div>
      {dialog === "edit" ? <EditClusterDialog cluster={cluster} onClose={close} tools={tools} /> : null}
      {dialog === "ideas" ? <MakeIdeasDialog clusters={[cluster]} onClose={close} /> : null}
      {dialog === "merge" ? (
        <MergeDialog
          rows={[cluster]}
          canAdd
          onClose={close}
          onDone={(kept) => {
            close();
            if (kept.id !== cluster.id) void navigate(path(`planner/clusters/${kept.id}`), { replace: true });
          }}
        />
      ) : null}
    </Page>
  );
}
