import { StatusBadge } from "@/shared/entities/badges";
import { CONTENT_SOURCE, CONTENT_TYPE, wordOf } from "@/shared/lib/words";
import { Num } from "@/shared/ui/number";
import type { Column } from "@/shared/ui/table/types";
import { Time } from "@/shared/ui/time";

import type { ContentRow } from "../api/library";
import { shortDay } from "../tasks/columns";
import { Destinations } from "./destinations";
import { CommentMark, DraftMark, type Twin, TwinMark } from "./marks";

const NONE = <span className="text-faint max-sm:hidden">–</span>;

export function versionWords(row: Pick<ContentRow, "current_version" | "approved_version" | "published_version">): string {
  const parts = [`Version ${String(row.current_version)} is the newest.`];
  if (row.approved_version !== null) parts.push(`Version ${String(row.approved_version)} is approved.`);
  if (row.published_version !== null) parts.push(`Readers see version ${String(row.published_version)}.`);
  return parts.join(" ");
}

export function libraryColumns(twins: ReadonlyMap<string, Twin>): readonly Column<ContentRow>[] {
  return [
    {
      id: "title",
      header: "Title",
      width: 340,
      minWidth: 200,
      sortKey: "title",
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate">{row.title}</span>
          <CommentMark open={row.open_comments} />
          {row.is_draft_quality ? <DraftMark /> : null}
          <TwinMark twin={twins.get(row.id)} />
        </span>
      ),
      csv: (row) => row.title,
    },
    { id: "status", header: "State", width: 130, sortKey: "status", cell: (row) => <StatusBadge kind="content" status={row.status} />, csv: (row) => row.status },
    { id: "type", header: "Type", width: 90, sortKey: "content_type", cell: (row) => wordOf(CONTENT_TYPE, row.content_type).label, csv: (row) => row.content_type },
    { id: "words", header: "Words", width: 96, numeric: true, sortKey: "word_count", cell: (row) => <Num value={row.word_count} />, csv: (row) => row.word_count },
    { id: "keyword", header: "Main keyword", width: 180, sortKey: "primary_keyword", cell: (row) => row.primary_keyword || NONE, csv: (row) => row.primary_keyword },
    { id: "destinations", header: "Where", width: 160, explain: "The destinations it was sent to, and how it is there.", cell: (row) => <Destinations row={row} />, csv: (row) => row.url, mobile: "hide" },
    { id: "published", header: "Published", width: 120, sortKey: "published_at", cell: (row) => (row.published_at ? <Time value={row.published_at} /> : NONE), csv: (row) => row.published_at },
    { id: "planned", header: "Planned", width: 120, sortKey: "planned_date", cell: (row) => (row.planned_date ? <span className="tabular">{shortDay(row.planned_date)}</span> : NONE), csv: (row) => row.planned_date, mobile: "hide" },
    { id: "cluster", header: "Cluster", width: 150, cell: (row) => row.cluster_name ?? NONE, csv: (row) => row.cluster_name, mobile: "hide" },
    { id: "author", header: "Author", width: 130, cell: (row) => row.author_profile_name ?? NONE, csv: (row) => row.author_profile_name, mobile: "hide" },
    {
      id: "version",
      header: "Version",
      width: 104,
      numeric: true,
      explain: "Every change of the text is a version. Approval is for one version; a newer one needs its own.",
      cell: (row) => <span title={versionWords(row)}>{row.current_version}</span>,
      csv: (row) => row.current_version,
      mobile: "hide",
    },
    { id: "scheduled", header: "Scheduled", width: 150, sortKey: "scheduled_at", initiallyHidden: true, cell: (row) => (row.scheduled_at ? <Time value={row.scheduled_at} format="datetime" /> : NONE), csv: (row) => row.scheduled_at, mobile: "hide" },
    { id: "updated", header: "Changed", width: 120, sortKey: "updated_at", sortDescFirst: true, cell: (row) => <Time value={row.updated_at} />, csv: (row) => row.updated_at, mobile: "hide" },
    { id: "source", header: "Source", width: 110, initiallyHidden: true, cell: (row) => wordOf(CONTENT_SOURCE, row.source).label, csv: (row) => row.source, mobile: "hide" },
    { id: "sector", header: "Sector", width: 130, initiallyHidden: true, cell: (row) => row.sector_name ?? NONE, csv: (row) => row.sector_name, mobile: "hide" },
  ];
}
