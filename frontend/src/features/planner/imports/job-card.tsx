import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Download, FileText, RotateCcw, X } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { useNow } from "@/shared/hooks/use-now";
import { count, number, percent } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { ProgressBar } from "@/shared/ui/progress";

import { type Import, importQuery } from "../api/imports";
import { sizeWords } from "../lib/file-head";
import { downloadRejects } from "./download-rejects";
import { type Job, needsTab, useQueue } from "./queue";
import { RowsBar } from "./rows-bar";
import { cancelImport, reopenImport, retryImport } from "./runner";

/** One file on its way: waiting, sent, read, done, or what stopped it. */
export function JobCard({ job, onReopen }: { job: Job; onReopen: () => void }) {
  const client = useQueryClient();
  const { data } = useQuery({ ...importQuery(job.importId ?? ""), enabled: job.importId !== null, refetchInterval: false });
  const reopen = () => {
    reopenImport(job.id);
    onReopen();
  };
  return (
    <article aria-label={job.file.name} className="grid gap-3 rounded-lg border bg-surface p-4">
      <header className="flex items-start gap-3">
        <Picture job={job} />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold break-words">{job.file.name}</h2>
          <p className="text-sm text-muted" aria-live="polite">
            <Words job={job} row={data} />
          </p>
        </div>
        {needsTab(job) ? (
          <Button size="sm" icon={X} onClick={() => cancelImport(job.id)}>
            Cancel
          </Button>
        ) : null}
      </header>
      {job.phase === "uploading" ? <ProgressBar label={`Upload of ${job.file.name}`} value={Math.round(job.share * 100)} valueText={percent(job.share)} /> : null}
      {job.phase === "importing" ? <RowProgress row={data} job={job} /> : null}
      {job.phase === "stuck" && job.error ? (
        <Alert
          tone="danger"
          actions={
            <>
              <Button size="sm" icon={RotateCcw} onClick={() => retryImport(client, job.id)}>
                Try again
              </Button>
              <Button size="sm" onClick={reopen}>
                Change the file or its columns
              </Button>
            </>
          }
        >
          {job.error.message}
        </Alert>
      ) : null}
      {job.phase === "cancelled" ? (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" icon={RotateCcw} onClick={reopen}>
            Take it up again
          </Button>
          <Button size="sm" variant="ghost" onClick={() => useQueue.getState().remove(job.id)}>
            Remove
          </Button>
        </div>
      ) : null}
      {job.phase === "failed" ? <Alert tone="danger">{data?.error ?? job.error?.message ?? "The import failed."}</Alert> : null}
      {job.phase === "done" && data ? <Result row={data} /> : null}
    </article>
  );
}

function Picture({ job }: { job: Job }) {
  if (job.phase === "done") return <CircleCheck className="mt-0.5 size-5 shrink-0 text-success" aria-hidden="true" />;
  if (job.phase === "failed" || job.phase === "stuck") return <CircleAlert className="mt-0.5 size-5 shrink-0 text-danger" aria-hidden="true" />;
  return <FileText className="mt-0.5 size-5 shrink-0 text-faint" aria-hidden="true" />;
}

function Words({ job, row }: { job: Job; row: Import | undefined }): ReactNode {
  const now = useNow(job.phase === "pausing" ? 500 : null);
  switch (job.phase) {
    case "choosing":
      return "Not started";
    case "queued":
      return "Waits for the file before it";
    case "uploading":
      return `Sending ${sizeWords(job.file.size)}. Keep this tab open until it is sent.`;
    case "pausing":
      return `${job.error?.kind === "offline" ? "No connection to the server" : "The server is busy"}. Trying again in ${number(Math.max(1, Math.ceil(((job.retryAt ?? now) - now) / 1000)))} s.`;
    case "importing":
      return row?.status === "running" ? `${row.rows_read > 0 ? `${count(row.rows_read, "row")} read` : "Reading rows"}. You can leave this page.` : "Sent. Reading starts in a moment; you can leave this page.";
    case "done":
      return row ? `${count(row.created, "keyword")} added` : "Imported";
    case "failed":
      return "Could not be imported";
    case "stuck":
      return "Could not be sent";
    case "cancelled":
      return "Cancelled. Nothing was imported.";
  }
}

/** How many rows a file has is not known before its end: from its size a guess, so that the bar moves. */
function RowProgress({ row, job }: { row: Import | undefined; job: Job }) {
  const read = row?.rows_read ?? 0;
  const guess = Math.max(read * 1.05, job.file.size / 90);
  return <ProgressBar label={`Rows of ${job.file.name}`} value={read > 0 ? read : null} max={guess} valueText={read > 0 ? `${count(read, "row")} read` : "Beginning"} />;
}

/** @param isHere its own page has the rest below */
export function Result({ row, isHere = false }: { row: Import; isHere?: boolean }) {
  const path = useSitePath();
  return (
    <div className="grid gap-3">
      <RowsBar {...row} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {row.created > 0 ? (
          <Button variant="primary" asChild>
            <Link to={path("planner/keywords", { import_id: row.id })}>See the keywords</Link>
          </Button>
        ) : null}
        {row.rejected > 0 && !isHere ? (
          <Button icon={Download} onClick={() => void downloadRejects(row)}>
            Download rejected rows
          </Button>
        ) : null}
        {isHere ? null : (
          <Link to={path(`planner/imports/${row.id}`)} className="text-accent underline-offset-3 hover:underline">
            Details
          </Link>
        )}
      </div>
    </div>
  );
}
