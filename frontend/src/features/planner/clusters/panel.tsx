import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowRight, Lightbulb, Lock, LockOpen } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";

import { StatusBadge } from "@/shared/entities/badges";
import { Can } from "@/shared/entities/me";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";

import { clusterQuery } from "../api/clustering";
import { type Cluster, clustersChanged } from "../api/clusters";
import { ideasOfClusterQuery } from "../api/ideas";
import { fetchKeywords, keywordKeys } from "../api/keywords";
import { Volume } from "../components/figures";
import { rename, setLock, setStatus } from "./edit";
import { ClusterFacts } from "./facts";
import { InlineName } from "./inline-name";
import { MakeIdeasDialog } from "./make-ideas-dialog";

const SHOWN = 8;

interface ClusterPanelProps {
  id: string;
  /** Begins with the name as a field. */
  startsRenaming?: boolean;
  /** The list's row changes with it. */
  patchRow?: (id: string, changes: Partial<Cluster>) => () => void;
}

/** A cluster beside the list or the map. */
export function ClusterPanel({ id, startsRenaming = false, patchRow }: ClusterPanelProps) {
  const query = useQuery(clusterQuery(id));
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-64 w-full" />} notFound="This cluster was not found. It may have been merged or deleted.">
      {(cluster) => <Details cluster={cluster} startsRenaming={startsRenaming} patchRow={patchRow} />}
    </QueryState>
  );
}

/** Changes that show in the list's row and in the cluster's own page at once. */
export function useClusterEdits(patchRow?: ClusterPanelProps["patchRow"]) {
  const client = useQueryClient();
  return {
    patchRow: (id: string, changes: Partial<Cluster>) => {
      const { queryKey } = clusterQuery(id);
      const before = client.getQueryData(queryKey);
      if (before !== undefined) client.setQueryData(queryKey, { ...before, ...changes });
      const back = patchRow?.(id, changes);
      return () => {
        if (before !== undefined) client.setQueryData(queryKey, before);
        back?.();
      };
    },
    changed: () => clustersChanged(client),
  };
}

function Details({ cluster, startsRenaming, patchRow }: { cluster: Cluster; startsRenaming: boolean; patchRow: ClusterPanelProps["patchRow"] }) {
  const path = useSitePath();
  const tools = useClusterEdits(patchRow);
  const [isMaking, setIsMaking] = useState(false);
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" icon={ArrowRight} asChild>
          <Link to={path(`planner/clusters/${cluster.id}`)}>Open the cluster</Link>
        </Button>
        <Can role="editor">
          {cluster.status === "active" && cluster.keyword_count > 0 ? (
            <Button size="sm" icon={Lightbulb} onClick={() => setIsMaking(true)}>
              Make ideas
            </Button>
          ) : null}
          <Button size="sm" icon={cluster.is_locked ? LockOpen : Lock} onClick={() => void setLock([cluster], !cluster.is_locked, cluster.is_locked ? "Cluster unlocked" : "Cluster locked", tools)}>
            {cluster.is_locked ? "Unlock" : "Lock"}
          </Button>
          {cluster.status === "archived" ? (
            <Button size="sm" onClick={() => void setStatus([cluster], "active", "Cluster taken up again", tools)}>
              Take up again
            </Button>
          ) : null}
        </Can>
      </div>
      <Can role="editor">
        <InlineName name={cluster.name} canEdit startsEditing={startsRenaming} className="font-medium" onRename={(name) => void rename(cluster, name, tools)} />
      </Can>
      {cluster.description ? <p className="text-pretty text-muted">{cluster.description}</p> : null}
      <ClusterFacts cluster={cluster} />
      <Members cluster={cluster} />
      <IdeasOf cluster={cluster} />
      {isMaking ? <MakeIdeasDialog clusters={[cluster]} onClose={() => setIsMaking(false)} /> : null}
    </div>
  );
}

function Members({ cluster }: { cluster: Cluster }) {
  const site = useCurrentSite();
  const path = useSitePath();
  const query = useQuery({
    queryKey: [...keywordKeys.of(site.id), "of-cluster", cluster.id],
    queryFn: ({ signal }) => fetchKeywords({ site_id: site.id, cluster_id: cluster.id, ordering: "-search_volume", page_size: String(SHOWN) }, signal),
  });
  if (cluster.keyword_count === 0) return <p className="text-muted">It has no keywords yet. Move some into it from the keyword list.</p>;
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold">Keywords</h3>
      <QueryState query={query} skeleton={<Skeleton className="h-40 w-full" />} compact>
        {({ results }) => (
          <ul className="grid gap-1">
            {results.map((row) => (
              <li key={row.id} className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 break-words">{row.keyword}</span>
                <span className="shrink-0 text-muted">
                  <Volume row={row} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      {cluster.keyword_count > SHOWN ? (
        <Link to={path(`planner/clusters/${cluster.id}`)} className="w-fit text-accent underline-offset-3 hover:underline">
          All {count(cluster.keyword_count, "keyword")}
        </Link>
      ) : null}
    </section>
  );
}

function IdeasOf({ cluster }: { cluster: Cluster }) {
  const site = useCurrentSite();
  const path = useSitePath();
  const { data = [] } = useQuery({ ...ideasOfClusterQuery(site.id, cluster.id), enabled: cluster.idea_count > 0 });
  if (data.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold">Ideas</h3>
      <ul className="grid gap-1.5">
        {data.slice(0, SHOWN).map((idea) => (
          <li key={idea.id} className="flex items-baseline justify-between gap-3">
            <Link to={path("planner/ideas", { panel: idea.id })} className="min-w-0 underline decoration-line underline-offset-3 hover:decoration-line-strong">
              {idea.title}
            </Link>
            <StatusBadge kind="idea" status={idea.status} />
          </li>
        ))}
      </ul>
    </section>
  );
}
