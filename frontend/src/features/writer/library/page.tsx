import { useQuery } from "@tanstack/react-query";
import { Download, FileText, LayoutGrid, List, Plus, Rows3 } from "lucide-react";
import { useMemo } from "react";
import { Link, useNavigate } from "react-router";

import { Can, useRole } from "@/shared/entities/me";
import { useCurrentSector } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { urlChoice, urlFlag, useUrlState } from "@/shared/hooks/use-url-state";
import { atLeast } from "@/shared/lib/roles";
import { CONTENT_SOURCE, CONTENT_TYPE, optionsOf, statusOptions } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { downloadFile } from "@/shared/ui/download";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { Segmented } from "@/shared/ui/segmented";
import { DataTable } from "@/shared/ui/table/data-table";
import type { FilterDef, ListSource, SavedView } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { toastError } from "@/shared/ui/toast";

import { type ContentRow, exportPath, fetchContents, libraryKeys } from "../api/library";
import { authorsQuery } from "../api/tasks";
import { LibraryBulk } from "./bulk";
import { libraryColumns } from "./columns";
import { LibraryGrid } from "./grid";
import { twinsOf } from "./marks";
import { NewContentDialog } from "./new-content";

const URL_STATE = { view: urlChoice(["list", "grid"], "list"), new: urlFlag() };
const VIEWS = [
  { value: "list", label: "List", icon: List, iconOnly: true },
  { value: "grid", label: "Pictures", icon: LayoutGrid, iconOnly: true },
] as const;
const PRESETS: readonly SavedView[] = [
  { name: "Approved, not published", values: { status: "approved" }, search: "", ordering: "-updated_at" },
  { name: "Draft quality", values: { is_draft_quality: "true" }, search: "", ordering: "-updated_at" },
];
const rowId = (row: ContentRow) => row.id;

export function LibraryPage() {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const path = useSitePath();
  const navigate = useNavigate();
  const canEdit = atLeast(useRole(), "editor");
  const { data: authors } = useQuery(authorsQuery(site.id));
  const [url, setUrl] = useUrlState(URL_STATE);
  const filters = useMemo<readonly FilterDef[]>(
    () => [
      { id: "status", label: "State", kind: "multi", options: statusOptions("content") },
      { id: "content_type", label: "Type", kind: "multi", options: optionsOf(CONTENT_TYPE) },
      { id: "source", label: "Source", kind: "multi", options: optionsOf(CONTENT_SOURCE) },
      { id: "is_published", label: "Published", kind: "boolean", words: ["yes", "not yet"] },
      { id: "is_draft_quality", label: "Draft quality", kind: "boolean", words: ["yes", "no"] },
      ...(authors && authors.length > 0 ? [{ id: "author_profile_id", label: "Author", kind: "choice" as const, options: authors.map((one) => ({ value: one.id, label: one.name })) }] : []),
    ],
    [authors],
  );
  const source = useListSource({ key: libraryKeys.list(site.id), fetch: fetchContents, base: { site_id: site.id, sector_id: sector?.id }, filters, ordering: "-updated_at", rowId });
  const columns = useColumnsWithTwins(source);
  const views = <Segmented aria-label="Show as" value={url.view} onValueChange={(view) => setUrl({ view })} options={VIEWS} />;
  const empty = (
    <EmptyState
      icon={FileText}
      title="No content yet"
      body="Articles appear here once they are written, by AI from a task or by you from a blank page."
      action={
        <Can role="editor">
          <Button variant="primary" asChild>
            <Link to={path("writer/tasks")}>Have a task written</Link>
          </Button>
        </Can>
      }
      secondary={
        <Can role="editor">
          <Button variant="link" onClick={() => setUrl({ new: true })}>
            Start from a blank page
          </Button>
        </Can>
      }
    />
  );
  return (
    <Page
      wide
      title="Content"
      description="Every text of the site: drafts, approved and published ones."
      actions={
        <Can role="editor">
          <Button variant="primary" icon={Plus} onClick={() => setUrl({ new: true })}>
            New content
          </Button>
        </Can>
      }
    >
      {url.view === "grid" ? (
        <LibraryGrid source={source} path={path} toolbar={views} empty={empty} />
      ) : (
        <DataTable
          id="content"
          label="Content"
          noun="article"
          columns={columns}
          source={source}
          rowLabel={(row) => row.title}
          search="Search content"
          presets={PRESETS}
          toolbar={views}
          onOpen={(row) => void navigate(path(`writer/content/${row.id}`))}
          selectable
          bulk={(selection, tools) => <LibraryBulk source={source} selection={selection} onDone={tools.clear} />}
          rowActions={(row) => [
            { label: "Open the text", icon: Rows3, run: () => void navigate(path(`writer/content/${row.id}`)) },
            { label: "Download as Word file", icon: Download, run: () => void downloadFile(exportPath(row.id, "docx"), `${row.slug}.docx`).catch(toastError) },
          ]}
          empty={empty}
        />
      )}
      {url.new && canEdit ? <NewContentDialog onClose={() => setUrl({ new: false })} /> : null}
    </Page>
  );
}

const MOST_COMPARED = 400;

/** Twins are looked for among the rows in memory: it costs no request, and the review says it again before anything goes out. */
function useColumnsWithTwins(source: ListSource<ContentRow>) {
  const { version, count, rowAt } = source;
  return useMemo(() => {
    const rows: ContentRow[] = [];
    for (let index = 0; index < Math.min(count, MOST_COMPARED); index += 1) {
      const row = rowAt(index);
      if (row) rows.push(row);
    }
    return libraryColumns(twinsOf(rows));
    // The version stands for the rows themselves.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [version, count]);
}
