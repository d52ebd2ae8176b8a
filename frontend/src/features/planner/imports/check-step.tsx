import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";

import { toApiError } from "@/shared/api/errors";
import { count, number, percent } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Button, IconButton } from "@/shared/ui/button";
import { DefinitionList } from "@/shared/ui/definition-list";
import { ErrorState } from "@/shared/ui/error-state";
import { Field } from "@/shared/ui/field";
import { Select } from "@/shared/ui/select";
import { Skeleton } from "@/shared/ui/skeleton";

import type { Detection, Preview } from "../api/imports";
import { columnsOf, sizeWords, USUAL_LIMIT_MB } from "../lib/file-head";
import { delimiterWords, encodingWords, type Mapping } from "../lib/mapping";
import { ColumnMapping } from "./column-mapping";
import { PreviewTable } from "./preview-table";
import { type Job, useQueue } from "./queue";
import { usePreview } from "./use-preview";

/** What was found in one file, and how to put it right. */
export function FileCheck({ job, sectorId }: { job: Job; sectorId: string }) {
  const { found, preview, isChanged } = usePreview(job, sectorId);
  const { change, remove } = useQueue.getState();
  const setMapping = (mapping: Mapping) => change(job.id, { mapping });
  return (
    <article aria-label={job.file.name} className="grid min-w-0 gap-5 rounded-lg border bg-surface p-4 sm:p-5">
      <header className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-lg font-semibold break-words">{job.file.name}</h2>
          <p className="text-sm text-muted">{sizeWords(job.file.size)}</p>
        </div>
        <IconButton label={`Remove ${job.file.name}`} icon={X} onClick={() => remove(job.id)} />
      </header>
      {job.file.size > USUAL_LIMIT_MB * 1024 * 1024 ? <Alert tone="warning">Files above {USUAL_LIMIT_MB} MB are usually refused. Split it into parts and import them one after the other.</Alert> : null}
      {preview.data ? (
        <>
          {preview.error ? <Alert tone="danger">{preview.error.message}</Alert> : null}
          <Found preview={preview.data} isLooking={preview.isFetching} />
          <ColumnMapping
            detection={preview.data.detection}
            found={found.data?.detection.mapping ?? {}}
            rows={preview.data.sample}
            mapping={job.mapping}
            isChanged={isChanged}
            onChange={setMapping}
          />
          <PreviewTable preview={preview.data} />
        </>
      ) : preview.error ? (
        <Unreadable job={job} error={preview.error} onRetry={() => void preview.refetch()} onChoose={setMapping} />
      ) : (
        <div role="status" className="grid gap-3">
          <span className="sr-only">The file is being looked at</span>
          <Skeleton className="w-1/2" />
          <Skeleton className="w-2/3" />
          <Skeleton className="h-48 w-full" />
        </div>
      )}
    </article>
  );
}

function Found({ preview: { detection, rows, duplicates, rejected, is_complete: isComplete }, isLooking }: { preview: Preview; isLooking: boolean }) {
  const fresh = Math.max(0, rows - duplicates - rejected);
  return (
    <section className="grid gap-3" aria-busy={isLooking}>
      <p className="text-lg text-pretty" aria-live="polite">
        <strong className="font-semibold">{detection.tool_label}</strong>: {isComplete ? count(rows, "row") : `of the first ${count(rows, "row")}`}, {number(fresh)} new
        {duplicates > 0 ? `, ${number(duplicates)} there already or twice` : ""}
        {rejected > 0 ? `, ${number(rejected)} not usable` : ""}.
      </p>
      <DefinitionList
        items={[
          { term: "Encoding", value: encodingWords(detection.encoding) },
          { term: "Divided by", value: delimiterWords(detection.delimiter) },
          { term: "Header", value: detection.header_row > 0 ? `Line ${number(detection.header_row)}` : "None" },
          detection.currency !== null && { term: "Currency", value: detection.currency },
          { term: "How sure", value: sureness(detection) },
        ]}
      />
      {detection.confidence < 0.7 ? <Alert tone="warning">We are not sure about this file. Please compare the columns below with what you know of it.</Alert> : null}
      {detection.notes.length > 0 ? (
        <Alert>
          <ul className="grid gap-1">
            {detection.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
    </section>
  );
}

function sureness({ confidence }: Detection): string {
  return `${percent(confidence)}${confidence >= 0.9 ? ", sure" : confidence >= 0.7 ? ", fairly sure" : ", please check"}`;
}

interface UnreadableProps {
  job: Job;
  error: Error;
  onRetry: () => void;
  onChoose: (mapping: Mapping) => void;
}

/** The file cannot be read as it is: what to do about it, and where that helps, which column holds the keywords. */
function Unreadable({ job, error, onRetry, onChoose }: UnreadableProps) {
  const refused = toApiError(error);
  const columns = useQuery({ queryKey: ["imports", "columns", job.id], queryFn: () => columnsOf(job.file), staleTime: Infinity, enabled: refused.kind === "invalid" });
  if (refused.kind !== "invalid") return <ErrorState error={error} onRetry={onRetry} />;
  const isAboutColumns = (columns.data?.length ?? 0) > 1 && /column/i.test(refused.message);
  return (
    <div className="grid gap-4">
      <Alert tone="danger" title="This file cannot be imported as it is">
        {refused.message}
      </Alert>
      {isAboutColumns ? (
        <div className="max-w-sm">
          <Field label="Column with the keywords">
            <Select
              value={null}
              placeholder="Choose the column"
              onValueChange={(value) => onChoose({ keyword: Number(value) })}
              options={(columns.data ?? []).map((name, index) => ({ value: String(index), label: name || `Column ${index + 1}` }))}
            />
          </Field>
        </div>
      ) : (
        <Button className="w-fit" onClick={onRetry}>
          Look at it again
        </Button>
      )}
    </div>
  );
}
