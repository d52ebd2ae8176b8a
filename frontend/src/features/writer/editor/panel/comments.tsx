import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, MessageSquare, Quote, RotateCcw, X } from "lucide-react";
import { useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { useCurrentSite } from "@/shared/entities/site";
import { cn } from "@/shared/lib/cn";
import { count } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Avatar } from "@/shared/ui/avatar";
import { Button, IconButton } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Field } from "@/shared/ui/field";
import { Textarea } from "@/shared/ui/input";
import { QueryState } from "@/shared/ui/query-state";
import { Time } from "@/shared/ui/time";
import { toastError } from "@/shared/ui/toast";

import { addComment, type Comment, commentsQuery, contentKeys, resolveComment } from "../../api/content";
import { SkeletonText } from "../skeleton";
import { useDeskState } from "../use-desk";

export interface CommentsProps {
  canEdit: boolean;
  /** Words of the text the next remark is about. */
  quote: string;
  onQuote: (quote: string) => void;
  onFind: (quote: string) => void;
}

/** Remarks on the text, by the version they were made on. */
export function Comments({ canEdit, quote, onQuote, onFind }: CommentsProps) {
  const site = useCurrentSite();
  const { id, current_version } = useDeskState((state) => state.content);
  const query = useQuery(commentsQuery(site.id, id));
  const [showsResolved, setShowsResolved] = useState(false);
  return (
    <div className="grid gap-4">
      {canEdit ? <Write quote={quote} onQuote={onQuote} /> : null}
      <QueryState query={query} compact skeleton={<SkeletonText paragraphs={1} />} empty={<EmptyState compact icon={MessageSquare} title="No comments" body={canEdit ? "Select words in the text to comment on them, or write a remark on the whole." : "Editors leave remarks for each other here."} />}>
        {(comments) => {
          const open = comments.filter((one) => one.resolved_at === null);
          const done = comments.length - open.length;
          return (
            <div className="grid gap-5">
              {open.length === 0 ? <p className="text-muted">Everything is resolved.</p> : null}
              {byVersion(showsResolved ? comments : open).map(({ version, remarks }) => (
                <section key={version} className="grid gap-2">
                  <h3 className="text-sm font-medium text-muted">{version === current_version ? "On this version" : `On version ${String(version)}`}</h3>
                  <ul className="grid gap-3">
                    {remarks.map((one) => (
                      <Remark key={one.id} remark={one} canEdit={canEdit} onFind={onFind} />
                    ))}
                  </ul>
                </section>
              ))}
              {done > 0 ? (
                <Button variant="link" size="sm" className="justify-self-start" onClick={() => setShowsResolved(!showsResolved)}>
                  {showsResolved ? "Hide resolved comments" : `Show ${count(done, "comment")} that ${done === 1 ? "is" : "are"} resolved`}
                </Button>
              ) : null}
            </div>
          );
        }}
      </QueryState>
    </div>
  );
}

function Write({ quote, onQuote }: Pick<CommentsProps, "quote" | "onQuote">) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const { id } = useDeskState((state) => state.content);
  const [body, setBody] = useState("");
  const add = useMutation({
    mutationFn: () => addComment(id, body.trim(), quote.slice(0, 300)),
    onSuccess: async () => {
      setBody("");
      onQuote("");
      await client.invalidateQueries({ queryKey: contentKeys.comments(site.id, id) });
      void client.invalidateQueries({ queryKey: contentKeys.one(site.id, id), exact: true });
    },
  });
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim() !== "") add.mutate();
      }}
    >
      {add.error ? <Alert tone="danger">{toApiError(add.error).message}</Alert> : null}
      {quote ? (
        <div className="flex items-start gap-2 rounded-md border-l-2 border-accent bg-sunken py-1 pr-1 pl-3 text-sm">
          <p className="line-clamp-3 min-w-0 flex-1 py-0.5 text-muted">“{quote}”</p>
          <IconButton label="Comment on the whole text instead" icon={X} size="sm" onClick={() => onQuote("")} />
        </div>
      ) : null}
      <Field label="Comment" hideLabel>
        <Textarea
          data-editor-field="comment"
          rows={2}
          value={body}
          maxLength={5000}
          placeholder={quote ? "What about these words" : "A remark on this text"}
          onChange={(event) => setBody(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
      </Field>
      <Button type="submit" size="sm" className="justify-self-start" loading={add.isPending} disabled={body.trim() === ""}>
        Add the comment
      </Button>
    </form>
  );
}

function Remark({ remark, canEdit, onFind }: { remark: Comment; canEdit: boolean; onFind: (quote: string) => void }) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const isResolved = remark.resolved_at !== null;
  const anchor = anchorOf(remark);
  const resolve = useMutation({
    mutationFn: () => resolveComment(remark.content_id, remark.id, !isResolved),
    onSuccess: (answer) => {
      client.setQueryData<Comment[]>(contentKeys.comments(site.id, remark.content_id), (all) => all?.map((one) => (one.id === answer.id ? answer : one)));
      void client.invalidateQueries({ queryKey: contentKeys.one(site.id, remark.content_id), exact: true });
    },
    onError: (error) => toastError(error),
  });
  const name = remark.user_name ?? "A former colleague";
  return (
    <li className={cn("grid gap-1.5 rounded-lg border bg-surface p-3", isResolved && "opacity-70")}>
      <div className="flex items-center gap-2">
        <Avatar name={name} />
        <p className="min-w-0 flex-1 truncate">
          <span className="font-medium">{name}</span> <Time value={remark.created_at} className="text-sm text-muted" />
        </p>
        {canEdit ? <IconButton size="sm" label={isResolved ? "Open again" : "Resolve"} icon={isResolved ? RotateCcw : Check} disabled={resolve.isPending} onClick={() => resolve.mutate()} /> : null}
      </div>
      {anchor ? (
        <button type="button" onClick={() => onFind(anchor)} className="flex items-start gap-1.5 rounded-md border-l-2 border-line-strong bg-sunken px-2 py-1 text-left text-sm text-muted hover:text-text touch:min-h-11">
          <Quote className="mt-0.5 size-3 shrink-0" aria-hidden="true" />
          <span className="line-clamp-3">{anchor}</span>
        </button>
      ) : null}
      <p className="break-words whitespace-pre-wrap">{remark.body}</p>
    </li>
  );
}

function anchorOf(remark: Comment): string {
  return "anchor" in remark && typeof remark.anchor === "string" ? remark.anchor : "";
}

function byVersion(comments: readonly Comment[]): { version: number; remarks: Comment[] }[] {
  const groups = new Map<number, Comment[]>();
  for (const one of comments) groups.set(one.version, [...(groups.get(one.version) ?? []), one]);
  return [...groups].map(([version, remarks]) => ({ version, remarks })).sort((a, b) => b.version - a.version);
}
