import { ExternalLink, FileText, Layers } from "lucide-react";
import { useMemo } from "react";
import { Link, useNavigate } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { optionsOf, wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { EmptyState } from "@/shared/ui/empty-state";
import { DataTable } from "@/shared/ui/table/data-table";
import type { Column, FilterDef, SavedView } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { Time } from "@/shared/ui/time";

import { fetchItems, type Integration, integrationKeys, type SyncedItem } from "../api/integrations";
import { IntegrationFrame } from "../overview/frame";
import { SyncActions } from "../overview/sync-actions";
import { shownAddress } from "../types/state";
import { ITEM_KIND, ITEM_STATE, remoteStatus } from "../types/words";

const itemId = (item: SyncedItem) => item.id;
const NONE = <span className="text-faint max-sm:hidden">–</span>;
const FILTERS: readonly FilterDef[] = [
  { id: "state", label: "State", kind: "multi", options: optionsOf(ITEM_STATE) },
  { id: "kind", label: "Type", kind: "multi", options: optionsOf(ITEM_KIND) },
];
const PRESETS: readonly SavedView[] = [
  { name: "Not in sync", values: { state: "remote_changed,local_changed,conflict,remote_deleted" }, search: "", ordering: "-updated_at" },
  { name: "Waiting for a decision", values: { state: "conflict,remote_deleted" }, search: "", ordering: "-updated_at" },
];

export function SyncedItemsPage() {
  return (
    <IntegrationFrame title="Objects" wide actions={(row) => <SyncActions row={row} />}>
      {(row) => <Items row={row} />}
    </IntegrationFrame>
  );
}

function Items({ row }: { row: Integration }) {
  const path = useSitePath();
  const navigate = useNavigate();
  const source = useListSource({ key: integrationKeys.items(row.site_id, row.id), fetch: fetchItems, base: { site_id: row.site_id, integration_id: row.id }, filters: FILTERS, ordering: "-updated_at", rowId: itemId });
  const columns = useMemo(() => itemColumns((id) => path(`writer/content/${id}`)), [path]);
  return (
    <DataTable
      id="synced-items"
      label="Objects of the website"
      noun="item"
      columns={columns}
      source={source}
      rowLabel={(item) => item.title || "Without a title"}
      search="Search title or address"
      presets={PRESETS}
      rowActions={(item) => [
        ...(item.content_id === null ? [] : [{ label: "Open the text", icon: FileText, run: () => void navigate(path(`writer/content/${item.content_id ?? ""}`)) }]),
        ...(item.url === "" ? [] : [{ label: "Visit it on the website", icon: ExternalLink, run: () => window.open(item.url, "_blank", "noreferrer") }]),
      ]}
      empty={<EmptyState icon={Layers} title="Nothing has come in yet" body="Posts, pages, products and categories of the website are listed here after the first synchronisation, each with how both sides compare." />}
    />
  );
}

function itemColumns(contentPath: (id: string) => string): readonly Column<SyncedItem>[] {
  return [
    {
      id: "title",
      header: "Object",
      width: 280,
      minWidth: 200,
      sortKey: "title",
      cell: (item) =>
        item.content_id === null ? (
          <span className="truncate">{item.title || "Without a title"}</span>
        ) : (
          <Link to={contentPath(item.content_id)} className="truncate underline-offset-3 hover:underline">
            {item.title || "Without a title"}
          </Link>
        ),
      csv: (item) => item.title,
    },
    { id: "state", header: "State", width: 130, cell: (item) => <Badge tone={wordOf(ITEM_STATE, item.state).tone}>{wordOf(ITEM_STATE, item.state).label}</Badge>, csv: (item) => wordOf(ITEM_STATE, item.state).label, mobile: "aside" },
    { id: "kind", header: "Type", width: 150, cell: (item) => wordOf(ITEM_KIND, item.kind).label, csv: (item) => wordOf(ITEM_KIND, item.kind).label },
    { id: "status", header: "There it is", width: 140, explain: "How WordPress calls its state.", cell: (item) => remoteStatus(item.remote_status) || NONE, csv: (item) => remoteStatus(item.remote_status), mobile: "hide" },
    { id: "modified", header: "Changed there", width: 140, sortKey: "remote_modified_at", sortDescFirst: true, cell: (item) => <Time value={item.remote_modified_at} />, csv: (item) => item.remote_modified_at },
    { id: "error", header: "Problem", width: 200, cell: (item) => (item.error === "" ? NONE : <span className="truncate text-danger" title={item.error}>{item.error}</span>), csv: (item) => item.error },
    {
      id: "url",
      header: "Address",
      width: 260,
      cell: (item) =>
        item.url === "" ? (
          NONE
        ) : (
          <a className="inline-flex min-w-0 max-w-full items-center gap-1.5 text-accent underline-offset-3 hover:underline" href={item.url} target="_blank" rel="noreferrer">
            <span className="truncate">{shownAddress(item.url)}</span>
            <ExternalLink className="size-3.5 shrink-0" aria-label="opens in a new tab" />
          </a>
        ),
      csv: (item) => item.url,
      mobile: "hide",
    },
    { id: "updated", header: "Last news", width: 130, initiallyHidden: true, sortKey: "updated_at", sortDescFirst: true, cell: (item) => <Time value={item.updated_at} />, csv: (item) => item.updated_at, mobile: "hide" },
  ];
}
