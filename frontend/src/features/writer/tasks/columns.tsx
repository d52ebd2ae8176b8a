import { Link } from "react-router";

import { StatusBadge } from "@/shared/entities/badges";
import { date } from "@/shared/lib/format";
import { CONTENT_TYPE, wordOf } from "@/shared/lib/words";
import { Num } from "@/shared/ui/number";
import type { Column } from "@/shared/ui/table/types";

import type { Task } from "../api/tasks";
import { TaskState } from "./task-state";

const NONE = <span className="text-faint max-sm:hidden">–</span>;

export function shortDay(day: string | null): string {
  return day === null ? "" : date(day);
}

export function taskColumns({ path, structures }: { path: (to: string) => string; structures: ReadonlyMap<string, string> }): readonly Column<Task>[] {
  return [
    { id: "title", header: "Task", width: 300, minWidth: 180, sortKey: "title", cell: (row) => row.title, csv: (row) => row.title },
    { id: "status", header: "State", width: 220, sortKey: "status", cell: (row) => <TaskState task={row} />, csv: (row) => row.status },
    {
      id: "content",
      header: "Text",
      width: 120,
      explain: "The article that was written for this task.",
      cell: (row) =>
        row.content_id === null ? (
          NONE
        ) : (
          <Link className="inline-flex items-center gap-1.5 text-accent underline-offset-3 hover:underline" to={path(`writer/content/${row.content_id}`)}>
            {row.content_status ? <StatusBadge kind="content" status={row.content_status} /> : "Open"}
          </Link>
        ),
      csv: (row) => row.content_id,
    },
    { id: "planned", header: "Planned", width: 120, sortKey: "planned_date", explain: "The day you would like it to come out. Nothing happens by itself on it.", cell: (row) => (row.planned_date ? <span className="tabular">{shortDay(row.planned_date)}</span> : NONE), csv: (row) => row.planned_date },
    { id: "words", header: "Words", width: 96, numeric: true, sortKey: "target_words", explain: "How long it is to be; the price follows it.", cell: (row) => <Num value={row.target_words} />, csv: (row) => row.target_words },
    { id: "cluster", header: "Cluster", width: 160, cell: (row) => row.cluster_name ?? NONE, csv: (row) => row.cluster_name, mobile: "hide" },
    { id: "type", header: "Type", width: 90, sortKey: "content_type", cell: (row) => wordOf(CONTENT_TYPE, row.content_type).label, csv: (row) => row.content_type },
    { id: "structure", header: "Structure", width: 130, explain: "The template its sections follow.", cell: (row) => structures.get(row.structure) ?? row.structure, csv: (row) => row.structure, mobile: "hide" },
    { id: "author", header: "Author", width: 130, explain: "Whose byline and tone the text gets.", cell: (row) => row.author_profile_name ?? NONE, csv: (row) => row.author_profile_name, mobile: "hide" },
    { id: "assignee", header: "Assignee", width: 130, cell: (row) => row.assignee_name ?? NONE, csv: (row) => row.assignee_name, mobile: "hide" },
    { id: "sector", header: "Sector", width: 130, initiallyHidden: true, cell: (row) => row.sector_name ?? NONE, csv: (row) => row.sector_name, mobile: "hide" },
    { id: "keywords", header: "Keywords", width: 220, initiallyHidden: true, cell: (row) => row.target_keywords.join(", "), csv: (row) => row.target_keywords.join(", "), mobile: "hide" },
  ];
}
