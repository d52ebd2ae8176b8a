import { Check, ListTodo, MoreHorizontal, Pencil, RotateCcw, Trash2, X } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { Link } from "react-router";
import { useQueryClient } from "@tanstack/react-query";

import { IntentBadge, StatusBadge } from "@/shared/entities/badges";
import { useCurrentSector } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { urlText, useUrlState } from "@/shared/hooks/use-url-state";
import { count, number } from "@/shared/lib/format";
import { CONTENT_TYPE, PAGE_ROLE, wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { Menu, MenuItem, MenuSeparator } from "@/shared/ui/menu";
import { Num } from "@/shared/ui/number";
import { type BulkTools, DataTable } from "@/shared/ui/table/data-table";
import type { Selection } from "@/shared/ui/table/selection";
import type { Column, ListSource, RowAction, SavedView } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";
import { Tooltip } from "@/shared/ui/tooltip";

import { deleteIdeas, fetchIdeas, type Idea, ideaKeys, ideasChanged, type IdeaStatus, MOST_QUEUED } from "../api/ideas";
import { selectedRows } from "../lib/selected";
import { isEditable, refusalOf } from "./board";
import { IdeaPanel } from "./panel";
import { useIdeaMoves, type MoveTools } from "./use-moves";
import { DRAFT_QUALITY_WORDS, IDEA_PRIORITY_WORDS, TABLE_FILTERS } from "./words";

const rowId = (row: Idea) => row.id;
const URL_SCHEMA = { panel: urlText() };
const PRESETS: SavedView[] = [
  { name: "To decide, best first", values: { status: "draft" }, ordering: "-priority" },
  { name: "Ready to queue", values: { status: "approved" }, ordering: "-priority" },
];
type Move = (ideas: readonly Idea[], to: IdeaStatus) => Promise<boolean>;

interface TableViewProps extends Omit<MoveTools, "patchRow"> {
  isEditor: boolean;
  empty: ReactNode;
}

/** The ideas as a list. */
export function TableView({ isEditor, empty, onQueue, onOverlap }: TableViewProps) {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const path = useSitePath();
  const [, setUrl] = useUrlState(URL_SCHEMA);
  const [editing, setEditing] = useState("");
  const columns = useMemo(() => columnsOf(path), [path]);
  const source = useListSource<Idea>({ key: ideaKeys.list(site.id), fetch: fetchIdeas, base: { site_id: site.id, sector_id: sector?.id }, filters: TABLE_FILTERS, ordering: "-priority", rowId });
  const move = useIdeaMoves({ patchRow: source.patchRow, onQueue, onOverlap });
  const edit = (row: Idea) => {
    setEditing(row.id);
    setUrl({ panel: row.id });
  };
  const actions = (row: Idea): RowAction[] => [
    ...(refusalOf(row.status, "approved") === "" ? [{ label: "Approve", icon: Check, run: () => void move([row], "approved") }] : []),
    ...(refusalOf(row.status, "queued") === "" ? [{ label: "Queue as a task", icon: ListTodo, run: () => onQueue([row]) }] : []),
    ...(refusalOf(row.status, "rejected") === "" ? [{ label: "Reject", icon: X, run: () => void move([row], "rejected") }] : []),
    ...(isEditable(row.status) ? [{ label: "Edit", icon: Pencil, run: () => edit(row) }] : []),
  ];
  return (
    <DataTable
      id="ideas"
      label="Ideas"
      noun="idea"
      columns={columns}
      source={source}
      rowLabel={(row) => row.title}
      selectable={isEditor}
      search="Search ideas"
      presets={PRESETS}
      bulk={(selection, tools) => <IdeaBulk selection={selection} tools={tools} source={source} move={move} onQueue={onQueue} />}
      panel={(row, close) => <IdeaPanel key={`${row.id}${editing === row.id ? "-edit" : ""}`} id={row.id} startsEditing={editing === row.id} onMove={(ideas, to) => void move(ideas, to)} onClose={close} />}
      panelFallback={(id, close) => <IdeaPanel key={id} id={id} onMove={(ideas, to) => void move(ideas, to)} onClose={close} />}
      {...(isEditor ? { onEdit: edit, rowActions: actions } : {})}
      empty={empty}
    />
  );
}

function columnsOf(path: (to: string) => string): Column<Idea>[] {
  return [
    {
      id: "title",
      header: "Idea",
      width: 340,
      minWidth: 200,
      sortKey: "title",
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate">{row.title}</span>
          {row.is_draft_quality ? (
            <Tooltip content={DRAFT_QUALITY_WORDS}>
              <Badge>Rough</Badge>
            </Tooltip>
          ) : null}
        </span>
      ),
      csv: (row) => row.title,
    },
    { id: "status", header: "Status", width: 104, sortKey: "status", cell: (row) => <StatusBadge kind="idea" status={row.status} />, csv: (row) => row.status },
    { id: "priority", header: "Priority", width: 92, numeric: true, sortKey: "priority", explain: IDEA_PRIORITY_WORDS, cell: (row) => <Num value={row.priority} format="decimal" unknownReason="Its main keyword has no priority." />, csv: (row) => row.priority, mobile: "aside" },
    {
      id: "cluster",
      header: "Cluster",
      width: 190,
      cell: (row) => (
        <Link to={path(`planner/clusters/${row.cluster_id}`)} className="truncate underline decoration-line underline-offset-3 hover:decoration-line-strong">
          {row.cluster_name}
        </Link>
      ),
      csv: (row) => row.cluster_name,
    },
    { id: "keyword", header: "Main keyword", width: 210, cell: (row) => <span className="truncate text-muted">{row.primary_keyword}</span>, csv: (row) => row.primary_keyword, mobile: "hide" },
    { id: "intent", header: "Intent", width: 142, sortKey: "intent", cell: (row) => <IntentBadge intent={row.intent} />, csv: (row) => row.intent, mobile: "hide" },
    { id: "type", header: "Type", width: 92, sortKey: "content_type", cell: (row) => wordOf(CONTENT_TYPE, row.content_type).label, csv: (row) => row.content_type, mobile: "hide" },
    { id: "role", header: "Role", width: 84, sortKey: "role", cell: (row) => wordOf(PAGE_ROLE, row.role).label, csv: (row) => row.role, mobile: "hide" },
    { id: "keywords", header: "Keywords", width: 104, numeric: true, cell: (row) => number(row.suggested_keywords.length), csv: (row) => row.suggested_keywords.length, mobile: "hide" },
    { id: "added", header: "Added", width: 120, sortKey: "created_at", sortDescFirst: true, cell: (row) => <Time value={row.created_at} className="text-muted" />, csv: (row) => row.created_at, mobile: "hide" },
  ];
}

interface IdeaBulkProps {
  selection: Selection;
  tools: BulkTools;
  source: ListSource<Idea>;
  move: Move;
  onQueue: (ideas: readonly Idea[]) => void;
}

function IdeaBulk({ selection, tools, source, move, onQueue }: IdeaBulkProps) {
  const client = useQueryClient();
  const confirm = useConfirm();
  const [isBusy, setIsBusy] = useState(false);
  const words = count(tools.count, "idea");
  const withRows = async (run: (rows: Idea[]) => unknown) => {
    setIsBusy(true);
    try {
      await run(await selectedRows(source, selection));
    } catch (error) {
      toastError(error);
    } finally {
      setIsBusy(false);
    }
  };
  const to = (status: IdeaStatus) => withRows(async (rows) => (await move(rows, status)) && tools.clear());
  const remove = async (rows: readonly Idea[]) => {
    const open = rows.filter((row) => isEditable(row.status));
    const kept = rows.length - open.length;
    if (open.length === 0) {
      toast.info("Ideas that are queued or written cannot be deleted: their pages refer to them.");
      return;
    }
    const isSure = await confirm({
      title: `Delete ${count(open.length, "idea")}?`,
      body: `They are gone for good, and may be suggested again.${kept > 0 ? ` ${count(kept, "idea")} queued or written ${kept === 1 ? "stays" : "stay"}.` : ""}`,
      confirm: `Delete ${count(open.length, "idea")}`,
      danger: true,
    });
    if (!isSure) return;
    const restore = source.removeRows(open.map((row) => row.id));
    try {
      toast.success(`${count(await deleteIdeas(open.map((row) => row.id)), "idea")} deleted`);
      tools.clear();
      await ideasChanged(client);
    } catch (error) {
      restore();
      toastError(error);
    }
  };
  return (
    <>
      <Button size="sm" variant="primary" icon={Check} loading={isBusy} onClick={() => void to("approved")}>
        Approve {words}
      </Button>
      <Button size="sm" icon={ListTodo} disabled={isBusy || tools.count > MOST_QUEUED} onClick={() => void withRows((rows) => queueable(rows, onQueue))}>
        Queue {words} as {tools.count === 1 ? "a task" : "tasks"}
      </Button>
      <Button size="sm" icon={X} disabled={isBusy} onClick={() => void to("rejected")}>
        Reject
      </Button>
      <Menu
        side="top"
        trigger={
          <Button size="sm" icon={MoreHorizontal} disabled={isBusy}>
            More
          </Button>
        }
      >
        <MenuItem icon={RotateCcw} onSelect={() => void to("draft")}>
          Back to decide
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} danger onSelect={() => void withRows(remove)}>
          Delete {words}…
        </MenuItem>
      </Menu>
    </>
  );
}

/** Those in work already are left out; when none is left, why. */
function queueable(rows: readonly Idea[], onQueue: (ideas: readonly Idea[]) => void): void {
  const open = rows.filter((row) => refusalOf(row.status, "queued") === "");
  const [first] = rows;
  if (open.length > 0) onQueue(open);
  else if (first) toast.info(refusalOf(first.status, "queued"));
}
