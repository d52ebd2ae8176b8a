import { Link } from "react-router";

import { IntentBadge, StatusBadge } from "@/shared/entities/badges";
import { Sparkline } from "@/shared/ui/chart/sparkline";
import { Num } from "@/shared/ui/number";
import type { Column } from "@/shared/ui/table/types";
import { Time } from "@/shared/ui/time";

import type { Keyword } from "../api/keywords";
import { rangeOf } from "../lib/mapping";
import { DIFFICULTY_WORDS, PRIORITY_WORDS, sourceWords, VOLUME_WORDS, whyUnknown } from "../lib/words";
import { Cost, Difficulty, Priority, Volume } from "./figures";

/** @param path addresses of the site */
export function keywordColumns(path: (to: string) => string): Column<Keyword>[] {
  return [
    { id: "keyword", header: "Keyword", width: 280, minWidth: 180, sortKey: "keyword", cell: (row) => <span className="truncate">{row.keyword}</span>, csv: (row) => row.keyword },
    { id: "intent", header: "Intent", width: 142, sortKey: "intent", cell: (row) => <IntentBadge intent={row.intent} />, csv: (row) => row.intent, explain: "What people want who search it." },
    { id: "volume", header: "Volume", width: 108, numeric: true, sortKey: "search_volume", explain: VOLUME_WORDS, cell: (row) => <Volume row={row} />, csv: (row) => row.search_volume ?? rangeOf(row), mobile: "aside" },
    { id: "difficulty", header: "Difficulty", width: 126, numeric: true, sortKey: "difficulty", explain: DIFFICULTY_WORDS, cell: (row) => <Difficulty row={row} />, csv: (row) => row.difficulty },
    {
      id: "cpc",
      header: "CPC",
      width: 92,
      numeric: true,
      sortKey: "cpc",
      explain: "Cost per click: what advertisers pay for a visitor who searched it.",
      cell: (row) => <Cost row={row} />,
      csv: (row) => (row.cpc === null ? null : `${row.cpc} ${row.cpc_currency}`.trim()),
      mobile: "hide",
    },
    {
      id: "trend",
      header: "Trend",
      width: 96,
      explain: "Searches month by month, oldest at the left.",
      cell: (row) => <Trend row={row} />,
      csv: (row) => row.trend.map((one) => one ?? "").join(" "),
      mobile: "hide",
    },
    { id: "cluster", header: "Cluster", width: 180, cell: (row) => <ClusterLink row={row} path={path} />, csv: (row) => row.cluster_name },
    { id: "status", header: "Status", width: 104, sortKey: "status", cell: (row) => <StatusBadge kind="keyword" status={row.status} />, csv: (row) => row.status },
    { id: "priority", header: "Priority", width: 92, numeric: true, sortKey: "priority_score", explain: PRIORITY_WORDS, cell: (row) => <Priority row={row} />, csv: (row) => row.priority_score, mobile: "hide" },
    {
      id: "position",
      header: "Position",
      width: 92,
      numeric: true,
      sortKey: "position",
      sortDescFirst: false,
      initiallyHidden: true,
      explain: "Where your site ranks for it on average.",
      cell: (row) => <Num value={row.position} format="decimal" unknownReason={whyUnknown(row, "position")} />,
      csv: (row) => row.position,
      mobile: "hide",
    },
    { id: "clicks", header: "Clicks", width: 88, numeric: true, sortKey: "clicks", initiallyHidden: true, cell: (row) => <Num value={row.clicks} unknownReason="Only Search Console exports hold clicks." />, csv: (row) => row.clicks, mobile: "hide" },
    {
      id: "impressions",
      header: "Impressions",
      width: 108,
      numeric: true,
      sortKey: "impressions",
      initiallyHidden: true,
      explain: "How often your site was shown for it. Not a search volume.",
      cell: (row) => <Num value={row.impressions} unknownReason="Only Search Console exports hold impressions." />,
      csv: (row) => row.impressions,
      mobile: "hide",
    },
    { id: "source", header: "Source", width: 176, cell: (row) => <span className="truncate text-muted">{sourceWords(row)}</span>, csv: (row) => sourceWords(row), mobile: "hide" },
    { id: "added", header: "Added", width: 120, sortKey: "created_at", sortDescFirst: true, cell: (row) => <Time value={row.created_at} className="text-muted" />, csv: (row) => row.created_at, mobile: "hide" },
  ];
}

function Trend({ row }: { row: Keyword }) {
  if (row.trend.filter((one) => one !== null).length < 2) return <Num value={null} unknownReason={whyUnknown(row, "trend")} />;
  return <Sparkline values={row.trend} label={`Trend of ${row.keyword}`} />;
}

function ClusterLink({ row, path }: { row: Keyword; path: (to: string) => string }) {
  if (row.cluster_id === null) return <span className="text-faint">Not clustered</span>;
  return (
    <Link to={path(`planner/clusters/${row.cluster_id}`)} className="inline-block min-h-6 max-w-full truncate leading-6 text-text underline decoration-line underline-offset-3 hover:decoration-line-strong">
      {row.cluster_name ?? "A cluster"}
    </Link>
  );
}
