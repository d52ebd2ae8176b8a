import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useParams } from "react-router";

import { StatusBadge } from "@/shared/entities/badges";
import { useSectors } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { bytes, count, number } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { CopyableId } from "@/shared/ui/copy";
import { DefinitionList } from "@/shared/ui/definition-list";
import { Page, PageSection } from "@/shared/ui/page";
import { ProgressBar } from "@/shared/ui/progress";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";

import { type Detection, type Import, importQuery, isUnderWay } from "../api/imports";
import { downloadRejects } from "../imports/download-rejects";
import { Result } from "../imports/job-card";
import { RejectList } from "../imports/reject-list";
import { delimiterWords, encodingWords, fieldLabel } from "../lib/mapping";
import { toolWords } from "../lib/words";

/** One import: its facts and the rows it did not take. */
export function ImportDetailPage() {
  const { id = "" } = useParams();
  const path = useSitePath();
  const query = useQuery(importQuery(id));
  return (
    <Page title={query.data?.filename ?? "Import"} back={{ to: path("planner/imports"), label: "Imports" }}>
      <QueryState query={query} skeleton={<Waiting />} notFound="This import was not found.">
        {(row) => <Detail row={row} />}
      </QueryState>
    </Page>
  );
}

function Detail({ row }: { row: Import }) {
  const site = useCurrentSite();
  const { data: sectors } = useSectors(site.id);
  const detection = row.detection as unknown as Partial<Detection>;
  return (
    <div className="grid max-w-4xl gap-8">
      {row.status === "failed" ? <Alert tone="danger" title="This file could not be imported">{row.error}</Alert> : null}
      {isUnderWay(row) ? <ProgressBar label="Reading rows" showLabel value={row.rows_read > 0 ? row.rows_read : null} max={Math.max(row.rows_read * 1.05, row.bytes / 90)} valueText={`${count(row.rows_read, "row")} read`} /> : null}
      {row.status === "done" ? <Result row={row} isHere /> : null}
      <PageSection title="Facts">
        <DefinitionList
          items={[
            { term: "Status", value: <StatusBadge kind="import" status={row.status} /> },
            { term: "Tool", value: toolWords(row.tool) },
            { term: "Sector", value: sectors?.find((sector) => sector.id === row.sector_id)?.name ?? null },
            { term: "Size", value: bytes(row.bytes) },
            detection.encoding !== undefined && { term: "Encoding", value: encodingWords(detection.encoding) },
            detection.delimiter !== undefined && { term: "Divided by", value: delimiterWords(detection.delimiter) },
            detection.mapping !== undefined && detection.columns !== undefined && { term: "Columns read", value: readAs(detection.mapping, detection.columns) },
            { term: "Imported", value: <Time value={row.created_at} /> },
            row.finished_at !== null && { term: "Finished", value: <Time value={row.finished_at} /> },
            { term: "Reference", value: <CopyableId value={row.id} /> },
          ]}
        />
      </PageSection>
      {row.rejected > 0 ? (
        <PageSection
          title={`${count(row.rejected, "row")} rejected`}
          description={`${number(row.rows - row.rejected)} others were read. These hold no keyword that can be used.`}
          actions={
            <Button icon={Download} onClick={() => void downloadRejects(row)}>
              Download rejected rows
            </Button>
          }
        >
          <RejectList importId={row.id} />
        </PageSection>
      ) : null}
    </div>
  );
}

function readAs(mapping: Record<string, number>, columns: readonly string[]): string {
  return Object.entries(mapping)
    .sort(([, a], [, b]) => a - b)
    .map(([field, column]) => {
      const header = columns[column] ?? "";
      const label = fieldLabel(field);
      return header === "" || header.toLowerCase() === label.toLowerCase() ? label : `${header} (${label.toLowerCase()})`;
    })
    .join(", ");
}

function Waiting() {
  return (
    <div className="grid max-w-4xl gap-3">
      <Skeleton className="w-1/2" />
      <Skeleton className="h-3 w-full" />
      <Skeleton className="w-1/3" />
      <Skeleton className="w-2/5" />
    </div>
  );
}
