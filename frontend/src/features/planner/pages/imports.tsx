import { FileUp } from "lucide-react";
import { Link, useNavigate } from "react-router";

import { StatusBadge } from "@/shared/entities/badges";
import { Can } from "@/shared/entities/me";
import { useCurrentSector } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { statusOptions } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Num } from "@/shared/ui/number";
import { Page } from "@/shared/ui/page";
import { DataTable } from "@/shared/ui/table/data-table";
import type { Column, FilterDef } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { Time } from "@/shared/ui/time";

import { fetchImports, type Import, importKeys, isUnderWay } from "../api/imports";
import { TOOL_OPTIONS, toolWords } from "../lib/words";

const rowId = (row: Import) => row.id;
const FILTERS: FilterDef[] = [
  { id: "status", label: "Status", kind: "multi", options: statusOptions("import").map(({ value, label, explain }) => ({ value, label, description: explain })) },
  { id: "tool", label: "Tool", kind: "multi", options: TOOL_OPTIONS },
];
const COLUMNS: Column<Import>[] = [
  { id: "file", header: "File", width: 300, minWidth: 160, cell: (row) => <span className="truncate">{row.filename}</span>, csv: (row) => row.filename },
  { id: "tool", header: "Tool", width: 210, cell: (row) => <span className="truncate text-muted">{toolWords(row.tool)}</span>, csv: (row) => toolWords(row.tool) },
  { id: "status", header: "Status", width: 112, cell: (row) => <StatusBadge kind="import" status={row.status} />, csv: (row) => row.status },
  { id: "rows", header: "Rows", width: 96, numeric: true, cell: (row) => <Num value={isUnderWay(row) ? row.rows_read : row.rows} />, csv: (row) => row.rows, mobile: "hide" },
  { id: "created", header: "New", width: 96, numeric: true, explain: "Keywords the sector did not have before.", cell: (row) => <Num value={isUnderWay(row) ? null : row.created} unknownReason="Known when all rows are read." />, csv: (row) => row.created, mobile: "aside" },
  { id: "duplicates", header: "Duplicates", width: 104, numeric: true, explain: "Rows with a keyword that was there already, or twice in the file.", cell: (row) => <Num value={isUnderWay(row) ? null : row.duplicates} unknownReason="Known when all rows are read." />, csv: (row) => row.duplicates, mobile: "hide" },
  { id: "rejected", header: "Rejected", width: 96, numeric: true, explain: "Rows that hold no keyword that can be used.", cell: (row) => <Num value={isUnderWay(row) ? null : row.rejected} unknownReason="Known when all rows are read." />, csv: (row) => row.rejected, mobile: "hide" },
  { id: "when", header: "When", width: 140, sortKey: "created_at", sortDescFirst: true, cell: (row) => <Time value={row.created_at} className="text-muted" />, csv: (row) => row.created_at },
];

export function ImportsPage() {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const path = useSitePath();
  const navigate = useNavigate();
  const source = useListSource<Import>({ key: importKeys.list(site.id), fetch: fetchImports, base: { site_id: site.id, sector_id: sector?.id }, filters: FILTERS, ordering: "-created_at", rowId });
  const button = (
    <Can role="editor">
      <Button variant="primary" icon={FileUp} asChild>
        <Link to={path("planner/import")}>Import keywords</Link>
      </Button>
    </Can>
  );
  return (
    <Page title="Imports" wide description="Every file that was brought in, and what became of its rows." back={{ to: path("planner/keywords"), label: "Keywords" }} actions={button}>
      <DataTable
        id="imports"
        label="Imports"
        noun="import"
        columns={COLUMNS}
        source={source}
        rowLabel={(row) => row.filename}
        onOpen={(row) => void navigate(path(`planner/imports/${row.id}`))}
        empty={<EmptyState icon={FileUp} title="Nothing was imported yet" body="An import brings in the keywords of an export of any keyword tool, and says what became of every row." action={button} />}
      />
    </Page>
  );
}
