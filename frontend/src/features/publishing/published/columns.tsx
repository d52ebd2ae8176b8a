import { ExternalLink } from "lucide-react";

import { goesOut, isScheduled, type Publication } from "@/shared/entities/publishing";
import { count } from "@/shared/lib/format";
import { Badge } from "@/shared/ui/badge";
import type { Column } from "@/shared/ui/table/types";
import { Time } from "@/shared/ui/time";

import { behind, liveUrl, stateOf } from "./state";

const NONE = <span className="text-faint max-sm:hidden">–</span>;

export function StateBadge({ record }: { record: Publication }) {
  const { label, tone } = stateOf(record);
  return <Badge tone={tone}>{label}</Badge>;
}

/** "Newest" or "2 versions behind" */
export function VersionState({ record }: { record: Publication }) {
  const late = behind(record, record.current_version);
  if (record.live_version === null) return NONE;
  return (
    <span className="tabular flex min-w-0 items-center gap-2">
      {record.live_version}
      {late !== null && late > 0 ? <Badge tone="warning">{count(late, "version")} behind</Badge> : null}
    </span>
  );
}

/** The address without what every address has. */
export function shownUrl(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}

export const PUBLISHED_COLUMNS: readonly Column<Publication>[] = [
  { id: "title", header: "Article", width: 300, minWidth: 180, sortKey: "title", cell: (row) => row.title, csv: (row) => row.title },
  { id: "destination", header: "Destination", width: 150, sortKey: "destination", cell: (row) => row.destination_name ?? row.destination, csv: (row) => row.destination_name },
  { id: "status", header: "State", width: 130, sortKey: "status", cell: (row) => <StateBadge record={row} />, csv: (row) => row.status },
  { id: "version", header: "Live version", width: 150, explain: "The version readers see; a newer one is not out before it is published again.", cell: (row) => <VersionState record={row} />, csv: (row) => row.live_version },
  { id: "published", header: "Published", width: 170, sortKey: "published_at", cell: (row) => (isScheduled(row) ? <Time value={goesOut(row)} format="datetime" /> : row.published_at ? <Time value={row.published_at} /> : NONE), csv: (row) => row.published_at },
  {
    id: "url",
    header: "Address",
    width: 260,
    cell: (row) =>
      liveUrl(row) === "" ? (
        NONE
      ) : (
        <a className="inline-flex min-w-0 max-w-full items-center gap-1.5 text-accent underline-offset-3 hover:underline" href={row.url} target="_blank" rel="noreferrer">
          <span className="truncate">{shownUrl(row.url)}</span>
          <ExternalLink className="size-3.5 shrink-0" aria-label="opens in a new tab" />
        </a>
      ),
    csv: (row) => liveUrl(row),
    mobile: "hide",
  },
  {
    id: "problem",
    header: "Last error",
    width: 280,
    cell: (row) => (row.error === "" ? NONE : <span className="truncate" title={row.error}>{row.error}</span>),
    csv: (row) => row.error,
  },
  { id: "attempts", header: "Attempts", width: 90, numeric: true, initiallyHidden: true, explain: "How often it was tried since it was last asked for.", cell: (row) => row.attempts, csv: (row) => row.attempts, mobile: "hide" },
  { id: "updated", header: "Changed", width: 120, initiallyHidden: true, sortKey: "updated_at", cell: (row) => <Time value={row.updated_at} />, csv: (row) => row.updated_at, mobile: "hide" },
];
