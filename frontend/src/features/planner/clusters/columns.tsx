import { LoaderCircle, Lock } from "lucide-react";

import { IntentBadge, StatusBadge } from "@/shared/entities/badges";
import { number } from "@/shared/lib/format";
import { PAGE_ROLE, wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { Num } from "@/shared/ui/number";
import type { Column } from "@/shared/ui/table/types";
import { Time } from "@/shared/ui/time";
import { Tooltip } from "@/shared/ui/tooltip";

import type { Cluster } from "../api/clusters";
import { COHESION_WORDS, cohesionWords, figure, whyNoCohesion } from "./reason";

export const NO_VOLUME = "None of its keywords has a known volume.";

/** @param drafting ids of the clusters ideas are being made for now */
export function clusterColumns(drafting: ReadonlySet<string>): Column<Cluster>[] {
  return [
    { id: "name", header: "Cluster", width: 280, minWidth: 180, sortKey: "name", cell: (row) => <Name row={row} />, csv: (row) => row.name },
    { id: "intent", header: "Intent", width: 142, sortKey: "intent", explain: "What people want who search its keywords.", cell: (row) => <IntentBadge intent={row.intent} />, csv: (row) => row.intent },
    { id: "role", header: "Role", width: 92, sortKey: "role", explain: "A pillar is the main page of a topic, which its spokes link to.", cell: (row) => <RoleBadge row={row} />, csv: (row) => row.role, mobile: "hide" },
    { id: "keywords", header: "Keywords", width: 104, numeric: true, sortKey: "keyword_count", cell: (row) => number(row.keyword_count), csv: (row) => row.keyword_count, mobile: "hide" },
    {
      id: "volume",
      header: "Volume",
      width: 104,
      numeric: true,
      sortKey: "total_volume",
      explain: "Known searches a month of all its keywords together.",
      cell: (row) => <Num value={row.total_volume} unknownReason={NO_VOLUME} />,
      csv: (row) => row.total_volume,
      mobile: "aside",
    },
    { id: "ideas", header: "Ideas", width: 116, numeric: true, explain: "Ideas for pages, without rejected ones.", cell: (row) => <Ideas row={row} isDrafting={drafting.has(row.id)} />, csv: (row) => row.idea_count },
    { id: "content", header: "Content", width: 100, numeric: true, explain: "Texts that are written for it.", cell: (row) => <Written row={row} />, csv: (row) => row.content_count, mobile: "hide" },
    {
      id: "cohesion",
      header: "Cohesion",
      width: 112,
      numeric: true,
      sortKey: "cohesion",
      explain: COHESION_WORDS,
      cell: (row) => <Cohesion row={row} />,
      csv: (row) => row.cohesion,
      mobile: "hide",
    },
    { id: "pillar", header: "Pillar", width: 170, initiallyHidden: true, cell: (row) => <span className="truncate text-muted">{row.pillar_name ?? "–"}</span>, csv: (row) => row.pillar_name, mobile: "hide" },
    { id: "status", header: "Status", width: 96, sortKey: "status", cell: (row) => <StatusBadge kind="cluster" status={row.status} />, csv: (row) => row.status, mobile: "hide" },
    { id: "updated", header: "Updated", width: 126, sortKey: "updated_at", sortDescFirst: true, cell: (row) => <Time value={row.updated_at} className="text-muted" />, csv: (row) => row.updated_at, mobile: "hide" },
  ];
}

export function RoleBadge({ row }: { row: Pick<Cluster, "role"> }) {
  const { label, tone, explain } = wordOf(PAGE_ROLE, row.role);
  return (
    <Tooltip content={explain}>
      <Badge tone={tone}>{label}</Badge>
    </Tooltip>
  );
}

function Name({ row }: { row: Cluster }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="truncate">{row.name}</span>
      {row.is_locked ? (
        <Tooltip content="Locked: no run, merge or split changes it.">
          <Lock className="size-3.5 shrink-0 text-faint" role="img" aria-label="Locked" />
        </Tooltip>
      ) : null}
    </span>
  );
}

function Ideas({ row, isDrafting }: { row: Cluster; isDrafting: boolean }) {
  if (isDrafting) {
    return (
      <span className="inline-flex items-center gap-1.5 text-info">
        <LoaderCircle className="size-3.5 animate-spin" aria-hidden="true" />
        drafting
      </span>
    );
  }
  return row.idea_count === 0 ? <span className="text-faint">none yet</span> : number(row.idea_count);
}

function Written({ row }: { row: Cluster }) {
  return row.content_count === 0 ? <span className="text-faint">none yet</span> : number(row.content_count);
}

export function Cohesion({ row }: { row: Cluster }) {
  if (row.cohesion === null) return <Num value={null} unknownReason={whyNoCohesion(row)} />;
  return (
    <Tooltip content={`${figure(row.cohesion)} of 1: ${cohesionWords(row.cohesion)}`}>
      <span className="inline-flex items-center gap-2">
        <Bar value={row.cohesion} />
        <span className="tabular">{figure(row.cohesion)}</span>
        <span className="sr-only">of 1, {cohesionWords(row.cohesion)}</span>
      </span>
    </Tooltip>
  );
}

/** A share of 1 as a small bar. */
export function Bar({ value }: { value: number }) {
  return (
    <span className="inline-block h-1.5 w-10 overflow-hidden rounded-full bg-text/10" aria-hidden="true">
      <span className="block h-full rounded-full bg-stage-clusters" style={{ width: `${Math.round(Math.min(1, Math.max(0, value)) * 100)}%` }} />
    </span>
  );
}
