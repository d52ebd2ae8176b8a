import { ChevronDown, FileX2 } from "lucide-react";
import { useMemo } from "react";
import { Link } from "react-router";

import { useRole } from "@/shared/entities/me";
import { useSitePath } from "@/shared/entities/site";
import { atLeast } from "@/shared/lib/roles";
import { wordOf } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { DefinitionList } from "@/shared/ui/definition-list";
import { EmptyState } from "@/shared/ui/empty-state";
import { Menu, MenuItem } from "@/shared/ui/menu";
import { DataTable } from "@/shared/ui/table/data-table";
import type { Selection } from "@/shared/ui/table/selection";
import type { Column, ListSource } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { Time } from "@/shared/ui/time";

import { fetchItems, type Integration, integrationKeys, type SyncedItem } from "../api/integrations";
import { IntegrationFrame } from "../overview/frame";
import { ITEM_KIND } from "../types/words";

import { CHOICES, type DeletionChoice } from "./choices";
import { useDeletions } from "./use-deletions";

const itemId = (row: SyncedItem) => row.id;
const titleOf = (row: SyncedItem) => row.title || "Without a title";

export function DeletionsPage() {
  return (
    <IntegrationFrame title="Deletions" wide description={() => "Texts that were deleted on the website, or put in its trash. Nothing happens to them here until somebody says so."}>
      {(row) => <Deletions row={row} />}
    </IntegrationFrame>
  );
}

function Deletions({ row }: { row: Integration }) {
  const path = useSitePath();
  const canEdit = atLeast(useRole(), "editor");
  const { decide, failed, busy } = useDeletions(row.site_id);
  const source = useListSource({
    key: [...integrationKeys.items(row.site_id, row.id), "deleted"],
    fetch: fetchItems,
    base: { site_id: row.site_id, integration_id: row.id, state: "remote_deleted" },
    ordering: "-updated_at",
    rowId: itemId,
  });
  const columns = useMemo(
    () => deletionColumns({ to: (id) => path(`writer/content/${id}`), failed, busy: new Set(busy.map(itemId)), decide: canEdit ? (item, choice) => void decide([item], choice) : null }),
    [path, failed, busy, canEdit, decide],
  );
  return (
    <>
      {canEdit && source.count > 0 ? <DefinitionList className="max-w-3xl" items={CHOICES.map((choice) => ({ key: choice.value, term: choice.label, value: choice.explain }))} /> : null}
      <DataTable
        id="deletions"
        label="Deleted on the website"
        noun="text"
        columns={columns}
        source={source}
        rowLabel={titleOf}
        search="Search titles"
        exportName={false}
        selectable={canEdit}
        bulk={(selection, { clear }) =>
          CHOICES.map((choice) => (
            <Button
              key={choice.value}
              size="sm"
              icon={choice.icon}
              disabled={busy.length > 0}
              onClick={() => {
                void selectedRows(source, selection).then(async (rows) => {
                  if (await decide(rows, choice.value)) clear();
                });
              }}
            >
              {choice.label}
            </Button>
          ))
        }
        empty={<EmptyState icon={FileX2} title="Nothing to decide" body="When something is deleted on the website, it stays here and is listed on this page, for somebody to say what becomes of it." />}
      />
    </>
  );
}

async function selectedRows(source: ListSource<SyncedItem>, selection: Selection): Promise<SyncedItem[]> {
  const rows = await source.load(0, source.count - 1);
  return rows.filter((row) => (selection.mode === "some" ? selection.ids.has(row.id) : !selection.except.has(row.id)));
}

interface ColumnOptions {
  to: (contentId: string) => string;
  failed: ReadonlyMap<string, string>;
  busy: ReadonlySet<string>;
  /** Null for people who only read. */
  decide: ((item: SyncedItem, choice: DeletionChoice) => void) | null;
}

function deletionColumns({ to, failed, busy, decide }: ColumnOptions): readonly Column<SyncedItem>[] {
  return [
    {
      id: "title",
      header: "Text",
      width: 360,
      minWidth: 180,
      sortKey: "title",
      cell: (row) => (
        <span className="grid min-w-0">
          {row.content_id === null ? (
            <span className="truncate">{titleOf(row)}</span>
          ) : (
            <Link to={to(row.content_id)} className="truncate underline-offset-3 hover:underline">
              {titleOf(row)}
            </Link>
          )}
          {failed.has(row.id) ? (
            <span role="alert" className="truncate text-sm text-danger" title={failed.get(row.id)}>
              {failed.get(row.id)}
            </span>
          ) : null}
        </span>
      ),
    },
    { id: "kind", header: "Type", width: 130, cell: (row) => wordOf(ITEM_KIND, row.kind).label },
    { id: "noticed", header: "Noticed", width: 140, sortKey: "updated_at", sortDescFirst: true, explain: "When a synchronisation found it gone.", cell: (row) => <Time value={row.updated_at} /> },
    ...(decide === null
      ? []
      : [
          {
            id: "decide",
            header: "What becomes of it",
            width: 170,
            hideable: false,
            mobile: "aside" as const,
            cell: (row: SyncedItem) => (
              <Menu
                trigger={
                  <Button size="sm" loading={busy.has(row.id)} aria-label={`Decide about ${titleOf(row)}`}>
                    Decide <ChevronDown className="size-3.5" aria-hidden="true" />
                  </Button>
                }
              >
                {CHOICES.map((choice) => (
                  <MenuItem key={choice.value} icon={choice.icon} hint={choice.explain} onSelect={() => decide(row, choice.value)}>
                    {choice.label}
                  </MenuItem>
                ))}
              </Menu>
            ),
          },
        ]),
  ];
}
