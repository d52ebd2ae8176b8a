import { Link } from "react-router";

import { IntentBadge, StatusBadge } from "@/shared/entities/badges";
import { useSitePath } from "@/shared/entities/site";
import { DefinitionList } from "@/shared/ui/definition-list";
import { Num } from "@/shared/ui/number";
import { Time } from "@/shared/ui/time";
import { Explain } from "@/shared/ui/tooltip";

import type { Cluster } from "../api/clusters";
import { Cohesion, NO_VOLUME, RoleBadge } from "./columns";
import { COHESION_WORDS, methodWords } from "./reason";

/** What is known of a cluster as a whole; `brief` without what its page shows anyway. */
export function ClusterFacts({ cluster, brief = false, className }: { cluster: Cluster; brief?: boolean; className?: string }) {
  const path = useSitePath();
  return (
    <DefinitionList
      {...(className === undefined ? {} : { className })}
      items={[
        { term: "Intent", value: <IntentBadge intent={cluster.intent} /> },
        { term: "Role", value: <RoleBadge row={cluster} /> },
        cluster.pillar_id !== null && {
          term: "Pillar",
          value: (
            <Link to={path(`planner/clusters/${cluster.pillar_id}`)} className="text-accent underline-offset-3 hover:underline">
              {cluster.pillar_name ?? "The pillar"}
            </Link>
          ),
        },
        { term: "Head keyword", value: cluster.head_keyword === "" ? <span className="text-faint">none yet</span> : cluster.head_keyword },
        !brief && { term: "Keywords", value: <Num value={cluster.keyword_count} /> },
        { term: "Searches a month", value: <Num value={cluster.total_volume} unknownReason={NO_VOLUME} /> },
        !brief && { term: "Ideas", value: <Num value={cluster.idea_count} /> },
        !brief && { term: "Content", value: <Num value={cluster.content_count} /> },
        { term: <Explain term="Cohesion">{COHESION_WORDS}</Explain>, value: <Cohesion row={cluster} />, key: "cohesion" },
        { term: "Came about", value: methodWords(cluster.method) },
        { term: "Status", value: <StatusBadge kind="cluster" status={cluster.status} /> },
        { term: "Updated", value: <Time value={cluster.updated_at} /> },
      ]}
    />
  );
}
