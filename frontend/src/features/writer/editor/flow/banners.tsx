/** What there is to know about the text before one writes in it. Calm lines above the text, each with its way out. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleStop } from "lucide-react";
import { useEffect, useState } from "react";

import { useCurrentSite } from "@/shared/entities/site";
import { cancelRun } from "@/shared/entities/run-stream";
import { phaseWords, type Run } from "@/shared/entities/run";
import { useNow } from "@/shared/hooks/use-now";
import { count, duration, list } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { ProgressBar } from "@/shared/ui/progress";
import { QueryState } from "@/shared/ui/query-state";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { versionQuery } from "../../api/content";
import { Diff } from "../lazy-diff";
import type { PendingRewrite } from "../model/pending";
import { useRestore } from "../panel/versions";
import { SkeletonText } from "../skeleton";
import { useDesk, useDeskState, useSaveState } from "../use-desk";

export function Banners({ canEdit }: { canEdit: boolean }) {
  const desk = useDesk();
  const { status, approved_version, published_version, current_version, scheduled_at, is_draft_quality } = useDeskState((state) => state.content);
  const restored = useDeskState((state) => state.restored);
  const guard = useDeskState((state) => state.guard);
  const mode = useDeskState((state) => state.mode);
  const save = useSaveState();
  const [first] = useState({ status, version: current_version });
  const wasSettled = ["approved", "scheduled"].includes(first.status);
  if (!canEdit && status !== "archived") return null;
  return (
    <>
      {status === "archived" ? <Alert>This is archived and cannot be edited. Take it out of the archive first.</Alert> : null}
      {restored && save.phase !== "conflict" ? (
        <Alert
          tone="info"
          title="What you typed is here again"
          actions={
            <Button size="sm" onClick={() => desk.show(desk.state.content)}>
              Discard it
            </Button>
          }
        >
          You wrote it <Time value={restored.at} />. It had not reached the server and was kept on this device.
        </Alert>
      ) : null}
      {guard.length > 0 && mode === "text" ? (
        <Alert
          tone="warning"
          title="This text holds more than this editor shows"
          actions={
            <>
              <Button size="sm" onClick={() => desk.setMode("html")}>
                Edit the HTML
              </Button>
              <Button size="sm" variant="ghost" onClick={() => desk.acceptLosses()}>
                Edit as text anyway
              </Button>
            </>
          }
        >
          Editing as text would lose {list(guard.slice(0, 4).map((one) => `${one.what} (${String(one.count)})`))}
          {guard.length > 4 ? " and more" : ""}.
        </Alert>
      ) : null}
      {save.phase === "refused" && save.error ? (
        <Alert
          tone="danger"
          title="This was not saved"
          actions={
            <Button size="sm" onClick={() => void desk.autosave.flush()}>
              Save again
            </Button>
          }
        >
          {save.error.message} What you typed is kept on this device.
        </Alert>
      ) : null}
      {approved_version === current_version && status !== "published" ? (
        <Alert tone="info">
          Version {current_version} is approved{scheduled_at ? <> and scheduled for <Time value={scheduled_at} format="datetime" /></> : null}. Changing the text takes the approval back{scheduled_at ? " and cancels the schedule" : ""}.
        </Alert>
      ) : null}
      {wasSettled && approved_version === null && current_version > first.version ? <Alert tone="warning">The text changed after version {first.version} was approved, so version {current_version} needs an approval of its own.</Alert> : null}
      {published_version !== null && published_version !== current_version ? <Alert tone="info">Readers see version {published_version}. What you write here reaches them when it is published.</Alert> : null}
      {is_draft_quality && status === "draft" && current_version <= 2 ? <Alert tone="warning">A small model wrote this. Read every sentence before anybody else does.</Alert> : null}
    </>
  );
}

/** A run is writing this text: how far it is, and how to stop it. */
export function WritingBanner({ run }: { run: Run }) {
  const now = useNow(1000);
  const cancel = useMutation({ mutationFn: () => cancelRun(run.id), onError: (error) => toastError(error) });
  const since = run.started_at ?? run.created_at;
  return (
    <div role="status" className="grid gap-2 rounded-lg border bg-surface p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-48">
          <span className="font-medium">{run.title || "This text is being written"}</span>
          <span className="block text-sm text-muted">The text is read only until this is done. You may leave; it goes on.</span>
        </p>
        <Button size="sm" icon={CircleStop} loading={cancel.isPending} disabled={run.cancel_requested} onClick={() => cancel.mutate()}>
          {run.cancel_requested ? "Stopping" : "Stop writing"}
        </Button>
      </div>
      <ProgressBar value={run.progress_total > 0 ? run.progress_done : null} max={run.progress_total || 1} label={phaseWords(run)} showLabel valueText={`${duration((now - Date.parse(since)) / 1000)}${run.credits_reserved > 0 ? `, up to ${count(run.credits_reserved, "credit")}` : ""}`} />
    </div>
  );
}

/** What a rewriting made, to be taken or not. */
export function RewriteResult({ pending, run, onDone }: { pending: PendingRewrite; run: Run | undefined; onDone: () => void }) {
  const site = useCurrentSite();
  const desk = useDesk();
  const client = useQueryClient();
  const { id, current_version } = useDeskState((state) => state.content);
  const after = versionOf(run) ?? current_version;
  const old = useQuery(versionQuery(site.id, id, pending.before));
  const fresh = useQuery(versionQuery(site.id, id, after));
  const restore = useRestore();
  const isNewer = current_version > after;
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ["content", site.id, "one", id], exact: true });
  }, [client, site.id, id, after]);
  return (
    <section aria-label="Result of the rewriting" className="grid gap-4 rounded-lg border border-accent/40 bg-accent-soft/40 p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <h2 className="font-semibold">{pending.sectionId === null ? "The text was written anew" : `“${pending.heading}” was written anew`}</h2>
          <p className="text-sm text-muted">
            {run ? `${count(run.counts.words ?? 0, "word")}, ${count(run.credits_settled, "credit")}. ` : ""}
            It is version {after}; the one before stays in the list either way.
          </p>
        </div>
        <Button onClick={() => void restore(pending.before).then((done) => done && onDone())}>Bring back version {pending.before}</Button>
        <Button
          variant="primary"
          onClick={() => {
            onDone();
            toast.success("Kept");
            desk.textEditor?.commands.focus();
          }}
        >
          Keep the new text
        </Button>
      </div>
      {isNewer ? <Alert tone="info">The text has been changed since.</Alert> : null}
      <QueryState query={old} compact skeleton={<SkeletonText paragraphs={1} />}>
        {(before) => (
          <QueryState query={fresh} compact skeleton={<SkeletonText paragraphs={1} />}>
            {(now) => <Diff before={before} after={now} />}
          </QueryState>
        )}
      </QueryState>
    </section>
  );
}

function versionOf(run: Run | undefined): number | null {
  const result = run?.result;
  if (typeof result !== "object" || result === null || !("version" in result)) return null;
  return typeof result.version === "number" ? result.version : null;
}
