/** One text to be judged: the reading, what changed, remarks, and the decision that binds to the version on the screen. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Check, MessageSquareWarning, Pencil, Send } from "lucide-react";
import { type RefObject, useState } from "react";
import { Link } from "react-router";

import { StatusBadge } from "@/shared/entities/badges";
import { useMe } from "@/shared/entities/me";
import { PublishDialog } from "@/shared/entities/publish-dialog";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { ApiError, toApiError } from "@/shared/api/errors";
import { useHotkeys } from "@/shared/hooks/use-hotkeys";
import { count, percent } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { Textarea } from "@/shared/ui/input";
import { Kbd } from "@/shared/ui/kbd";
import { QueryState } from "@/shared/ui/query-state";
import { SafeHtml } from "@/shared/ui/safe-html";
import { Segmented } from "@/shared/ui/segmented";
import { Skeleton } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";
import { toast } from "@/shared/ui/toast";

import { approveVersion, askForChanges, commentsQuery, type Content, contentQuery, submitReview } from "../api/content";
import { similarQuery, textsChanged } from "../api/library";
import { DiffView } from "./diff-view";
import { baselineOf } from "./queue";
import { Remarks } from "./remarks";
import { useMayApprove } from "./waiting";

interface PaneProps {
  id: string;
  onDone: (id: string) => void;
  onBack: () => void;
  commentBox: RefObject<HTMLTextAreaElement | null>;
}

export function ReadingPane({ id, ...props }: PaneProps) {
  const site = useCurrentSite();
  const query = useQuery(contentQuery(site.id, id));
  return (
    <QueryState query={query} notFound="This text was not found" skeleton={<PaneSkeleton />} errorAction={<Button onClick={props.onBack}>Back to the queue</Button>}>
      {(content) => <Reading key={content.id} content={content} reload={() => query.refetch()} {...props} />}
    </QueryState>
  );
}

function PaneSkeleton() {
  return (
    <div className="mx-auto grid w-full max-w-[680px] gap-3 p-6">
      <Skeleton className="h-8 w-3/4" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

function Reading({ content, onDone, onBack, reload, commentBox }: Omit<PaneProps, "id"> & { content: Content; reload: () => Promise<unknown> }) {
  const site = useCurrentSite();
  const me = useMe();
  const path = useSitePath();
  const client = useQueryClient();
  const { data: comments = [] } = useQuery(commentsQuery(site.id, content.id));
  const { data: similar = [] } = useQuery(similarQuery(site.id, content.id));
  const [view, setView] = useState<"text" | "changes">("text");
  const [remark, setRemark] = useState("");
  const [remarkError, setRemarkError] = useState("");
  const [publishing, setPublishing] = useState<Content | null>(null);
  const baseline = baselineOf(content, comments);
  const isEditor = atLeast(me?.role, "editor");
  const mayApprove = useMayApprove(site.id);
  const isOpen = content.status === "in_review" || content.status === "draft" || content.status === "changes_requested";

  const finished = (sentence: string): void => {
    textsChanged(client);
    toast.success(sentence);
    onDone(content.id);
  };
  const approve = useMutation({
    mutationFn: () => approveVersion(content.id, content.current_version),
    onSuccess: (answer) => {
      const isMine = answer.approved_by_id === me?.id;
      finished(isMine ? `Version ${String(answer.approved_version ?? content.current_version)} approved` : `${answer.approved_by_name ?? "A colleague"} had approved it already`);
    },
  });
  const sendBack = useMutation({
    mutationFn: (comment: string) => askForChanges(content.id, comment),
    onSuccess: () => finished("Sent back with your comment"),
  });
  const submit = useMutation({
    mutationFn: () => submitReview(content.id, content.current_version),
    onSuccess: () => finished("Handed in for review"),
  });
  const isBusy = approve.isPending || sendBack.isPending || submit.isPending;
  const fault = approve.error ?? sendBack.error ?? submit.error;
  const requestChanges = (): void => {
    if (remark.trim() === "") {
      setRemarkError("Say what has to change.");
      commentBox.current?.focus();
      return;
    }
    sendBack.mutate(remark.trim());
  };
  useHotkeys(
    {
      a: () => {
        if (mayApprove && isOpen && !isBusy) approve.mutate();
      },
      c: () => commentBox.current?.focus(),
    },
    { enabled: isEditor },
  );
  return (
    <article aria-labelledby="review-title" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 px-4 py-5 sm:px-8 lg:overflow-y-auto">
        <div className="mx-auto grid max-w-[680px] gap-5">
          <header className="grid gap-2">
            <Button variant="ghost" icon={ArrowLeft} className="-ml-2 justify-self-start lg:hidden" onClick={onBack}>
              Queue
            </Button>
            <h2 id="review-title" className="font-serif text-2xl font-semibold text-balance">
              {content.title}
            </h2>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
              <StatusBadge kind="content" status={content.status} />
              <span>Version {content.current_version}</span>
              <span>{count(content.word_count, "word")}</span>
              <span>
                changed <Time value={content.updated_at} />
              </span>
              <Link className="inline-flex items-center gap-1 text-accent underline-offset-3 hover:underline" to={path(`writer/content/${content.id}`)}>
                <Pencil className="size-3.5" aria-hidden="true" />
                Open in the editor
              </Link>
            </p>
            {baseline ? (
              <Segmented
                aria-label="What to read"
                size="sm"
                value={view}
                onValueChange={setView}
                options={[
                  { value: "text", label: "Text" },
                  { value: "changes", label: `Changes since version ${String(baseline.version)}`, hint: `Version ${String(baseline.version)}: ${baseline.why}.` },
                ]}
              />
            ) : null}
          </header>
          {similar.length > 0 ? (
            <Alert tone="warning" title={`Much like ${count(similar.length, "article")} of this site`}>
              <ul>
                {similar.slice(0, 3).map((one) => (
                  <li key={one.content_id}>
                    <Link className="underline underline-offset-3" to={path(`writer/content/${one.content_id}`)}>
                      {one.title}
                    </Link>
                    : {one.reasons.includes("text") ? `${percent(one.similarity)} of the text` : `same ${one.reasons.includes("keyword") ? "main keyword" : "title"}`}
                  </li>
                ))}
              </ul>
            </Alert>
          ) : null}
          {view === "changes" && baseline ? <DiffView siteId={site.id} id={content.id} before={baseline.version} after={content.current_version} /> : <SafeHtml reading html={content.html} />}
          <Remarks comments={comments} />
        </div>
      </div>
      {isEditor ? (
        <footer className="grid shrink-0 gap-2 rounded-b-lg border-t bg-surface px-3 py-3 max-lg:sticky max-lg:bottom-(--frame-bottom) sm:px-8">
          <div className="mx-auto grid w-full max-w-[680px] gap-2">
            {fault ? <Refusal error={toApiError(fault)} version={content.current_version} onReload={() => void reload().then(() => [approve, sendBack, submit].forEach((one) => one.reset()))} /> : null}
            <Field label="Comment" hideLabel error={remarkError || undefined}>
              <Textarea
                ref={commentBox}
                rows={1}
                className="max-h-40 min-h-9"
                placeholder="What has to change?"
                value={remark}
                onChange={(event) => {
                  setRemark(event.target.value);
                  setRemarkError("");
                }}
                onKeyDown={(event) => {
                  if (event.key === "Escape") event.currentTarget.blur();
                  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) requestChanges();
                }}
              />
            </Field>
            <div className="flex flex-wrap items-center gap-2">
              {mayApprove && isOpen ? (
                <Button variant="primary" icon={Check} className="max-sm:min-w-0 max-sm:flex-1 max-sm:basis-0 max-sm:gap-1 max-sm:px-1 max-sm:text-sm" loading={approve.isPending} disabled={isBusy && !approve.isPending} onClick={() => approve.mutate()}>
                  Approve version {content.current_version}
                </Button>
              ) : null}
              {content.status === "changes_requested" || content.status === "draft" ? (
                <Button icon={Send} loading={submit.isPending} onClick={() => submit.mutate()}>
                  Hand in for review
                </Button>
              ) : null}
              {content.status === "approved" ? (
                <Button variant="primary" icon={Send} onClick={() => setPublishing(content)}>
                  Publish…
                </Button>
              ) : null}
              {isOpen || content.status === "approved" ? (
                <Button icon={MessageSquareWarning} className="max-sm:min-w-0 max-sm:flex-1 max-sm:basis-0 max-sm:gap-1 max-sm:px-1 max-sm:text-sm" loading={sendBack.isPending} disabled={isBusy && !sendBack.isPending} onClick={requestChanges}>
                  Request changes
                </Button>
              ) : null}
              <span className="ml-auto hidden items-center gap-2 text-sm text-faint xl:flex">
                {mayApprove && isOpen ? (
                  <>
                    <Kbd keys="a" /> approve
                  </>
                ) : null}
                <Kbd keys="c" /> comment <Kbd keys="j" />
                <Kbd keys="k" /> next, previous
              </span>
            </div>
            {mayApprove ? null : <p className="text-sm text-muted">On this site an administrator or the owner approves.</p>}
          </div>
        </footer>
      ) : null}
      {publishing ? <PublishDialog content={[publishing]} open onOpenChange={() => setPublishing(null)} /> : null}
    </article>
  );
}

function Refusal({ error, version, onReload }: { error: ApiError; version: number; onReload: () => void }) {
  if (error.code === "CONTENT_CHANGED") {
    return (
      <Alert tone="warning" title="It was changed while you read it" actions={<Button size="sm" onClick={onReload}>Read the newest version</Button>}>
        Version {version} is not the newest any more, so nothing was approved.
      </Alert>
    );
  }
  return (
    <Alert tone="danger" actions={error.kind === "conflict" ? <Button size="sm" onClick={onReload}>Reload</Button> : undefined}>
      {error.message}
    </Alert>
  );
}
