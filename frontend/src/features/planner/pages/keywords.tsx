import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, FileDown, FileUp, KeyRound, Pencil, Plus, Sparkles } from "lucide-react";
import { useMemo, useState } from "react";
import { Link, useNavigate } from "react-router";

import { Can, useRole } from "@/shared/entities/me";
import { useCurrentSector } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { urlText, useUrlState } from "@/shared/hooks/use-url-state";
import { count } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { DataTable } from "@/shared/ui/table/data-table";
import type { SavedView } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";

import { fetchKeywords, type Keyword, keywordCountQuery, keywordKeys, keywordsChanged } from "../api/keywords";
import { AddKeywordsDialog } from "../components/add-keywords-dialog";
import { BulkActions } from "../components/bulk-actions";
import { ClusterDialog } from "../components/cluster-dialog";
import { ClusteringStrip } from "../components/clustering-strip";
import { keywordColumns } from "../components/keyword-columns";
import { KeywordPanel } from "../components/keyword-panel";
import { PageDrop } from "../components/page-drop";
import { useKeywordFilters } from "../components/use-keyword-filters";
import { useQueue } from "../imports/queue";
import { editOne } from "../lib/edit";
import { downloadExample } from "../lib/example";
import { exportKeywords } from "../lib/export";

const rowId = (row: Keyword) => row.id;
const ORDERING = "-search_volume";
const URL_SCHEMA = { new: urlText(), panel: urlText() };
const PRESETS: SavedView[] = [
  { name: "New, best first", values: { status: "new" }, ordering: "-priority_score" },
  { name: "Easy to rank", values: { status: "new,clustered", difficulty: "..30", volume: "100.." }, ordering: "-priority_score" },
  { name: "Ready to buy", values: { intent: "transactional,commercial" }, ordering: ORDERING },
];

export function KeywordsPage() {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const path = useSitePath();
  const navigate = useNavigate();
  const client = useQueryClient();
  const isEditor = atLeast(useRole(), "editor");
  const [{ new: dialog }, setUrl] = useUrlState(URL_SCHEMA);
  const [editing, setEditing] = useState<string | null>(null);
  const filters = useKeywordFilters(site.id);
  const columns = useMemo(() => keywordColumns(path), [path]);
  const source = useListSource<Keyword>({
    key: keywordKeys.list(site.id),
    fetch: fetchKeywords,
    base: { site_id: site.id, sector_id: sector?.id },
    filters,
    ordering: ORDERING,
    rowId,
  });
  const { data: waiting } = useQuery({ ...keywordCountQuery(site.id, { status: "new", is_clustered: "false", ...(sector ? { sector_id: sector.id } : {}) }), enabled: isEditor });
  const changed = () => keywordsChanged(client, site.id);
  const archive = (row: Keyword) => {
    const isArchived = row.status === "archived";
    void editOne(row, { status: isArchived ? "new" : "archived" }, isArchived ? "Keyword taken up again" : "Keyword archived", { patchRow: source.patchRow, changed });
  };
  const edit = (row: Keyword) => {
    setEditing(row.id);
    setUrl({ panel: row.id });
  };
  const dropped = (files: File[]) => {
    useQueue.getState().add(site.id, files);
    void navigate(path("planner/import", { step: "check" }));
  };

  return (
    <Page
      title="Keywords"
      wide
      description="What people search for, with how often and how hard it is to rank."
      actions={
        <Can role="editor">
          {waiting && waiting.count > 0 ? (
            <Button icon={Sparkles} onClick={() => setUrl({ new: "cluster" })}>
              Cluster {count(waiting.count, "keyword")}
            </Button>
          ) : null}
          <Button icon={Plus} onClick={() => setUrl({ new: "keywords" })}>
            Add keywords
          </Button>
          <Button variant="primary" icon={FileUp} asChild>
            <Link to={path("planner/import")}>Import keywords</Link>
          </Button>
        </Can>
      }
    >
      <ClusteringStrip sectorId={sector?.id} />
      <DataTable
        id="keywords"
        label="Keywords"
        noun="keyword"
        columns={columns}
        source={source}
        rowLabel={(row) => row.keyword}
        selectable={isEditor}
        search="Search keywords"
        presets={PRESETS}
        exportName={false}
        bulk={(selection, tools) => <BulkActions selection={selection} tools={tools} source={source} />}
        panel={(row, close) => <KeywordPanel key={`${row.id}${editing === row.id ? "-edit" : ""}`} id={row.id} startsEditing={editing === row.id} patchRow={source.patchRow} onClose={close} />}
        panelFallback={(id, close) => <KeywordPanel key={id} id={id} patchRow={source.patchRow} onClose={close} />}
        {...(isEditor
          ? {
              onEdit: edit,
              rowActions: (row: Keyword) => [
                { label: "Edit", icon: Pencil, run: () => edit(row) },
                row.status === "archived" ? { label: "Take up again", icon: ArchiveRestore, run: () => archive(row) } : { label: "Archive", icon: Archive, run: () => archive(row) },
              ],
            }
          : {})}
        toolbar={
          <Button icon={FileDown} onClick={() => void exportKeywords(source.params)} disabled={source.count === 0}>
            Export
          </Button>
        }
        empty={<NoKeywords isEditor={isEditor} importPath={path("planner/import")} onAdd={() => setUrl({ new: "keywords" })} />}
      />
      {isEditor ? <PageDrop onFiles={dropped} /> : null}
      {isEditor && dialog === "keywords" ? <AddKeywordsDialog onClose={() => setUrl({ new: "" })} /> : null}
      {isEditor && dialog === "cluster" ? <ClusterDialog what={{ kind: "new" }} onClose={() => setUrl({ new: "" })} /> : null}
    </Page>
  );
}

function NoKeywords({ isEditor, importPath, onAdd }: { isEditor: boolean; importPath: string; onAdd: () => void }) {
  if (!isEditor) return <EmptyState icon={KeyRound} title="There are no keywords yet" body="An editor of this site can import them from a keyword tool." />;
  return (
    <EmptyState
      icon={KeyRound}
      title="Bring a keyword export"
      body="Keywords are what people type into a search engine. Drop the file of your keyword tool anywhere on this page: which tool it is and what its columns mean is found out for you."
      action={
        <Button variant="primary" icon={FileUp} asChild>
          <Link to={importPath}>Import keywords</Link>
        </Button>
      }
      secondary={
        <>
          <Button variant="link" onClick={onAdd}>
            Type or paste a list
          </Button>
          {" or "}
          <Button variant="link" onClick={downloadExample}>
            download an example file
          </Button>
        </>
      }
    />
  );
}
