import { Link } from "react-router";

import { wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import type { Column } from "@/shared/ui/table/types";
import { Time } from "@/shared/ui/time";

import type { LogEntry, SyncRun } from "../api/integrations";
import { LEVEL, SYNC_KIND } from "../types/words";

const NONE = <span className="text-faint max-sm:hidden">–</span>;

export function logColumns(contentPath: (id: string) => string, runOf: (id: string) => SyncRun | undefined): readonly Column<LogEntry>[] {
  return [
    {
      id: "message",
      header: "What happened",
      width: 420,
      minWidth: 240,
      cell: (entry) => (
        <span className="truncate" title={entry.message}>
          {entry.message}
        </span>
      ),
      csv: (entry) => entry.message,
    },
    { id: "level", header: "Kind", width: 110, cell: (entry) => <Badge tone={wordOf(LEVEL, entry.level).tone}>{wordOf(LEVEL, entry.level).label}</Badge>, csv: (entry) => wordOf(LEVEL, entry.level).label, mobile: "aside" },
    { id: "when", header: "When", width: 140, sortKey: "created_at", sortDescFirst: true, cell: (entry) => <Time value={entry.created_at} />, csv: (entry) => entry.created_at },
    {
      id: "run",
      header: "Synchronisation",
      width: 150,
      explain: "The synchronisation it happened in. What people and the plugin do happens outside of one.",
      cell: (entry) => {
        const run = entry.run_id === null ? undefined : runOf(entry.run_id);
        return entry.run_id === null ? NONE : run ? wordOf(SYNC_KIND, run.kind).label : "An earlier one";
      },
      csv: false,
      mobile: "hide",
    },
    {
      id: "text",
      header: "Text",
      width: 120,
      cell: (entry) =>
        entry.content_id === null ? (
          NONE
        ) : (
          <Link to={contentPath(entry.content_id)} className="text-accent underline-offset-3 hover:underline">
            Open the text
          </Link>
        ),
      csv: false,
      mobile: "hide",
    },
  ];
}
