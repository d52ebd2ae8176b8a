import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw, SearchCheck } from "lucide-react";

import { Can } from "@/shared/entities/me";
import { urlChoice, useUrlState } from "@/shared/hooks/use-url-state";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { Segmented } from "@/shared/ui/segmented";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { indexNowKeys, retrySubmission, type Submission, submissionsQuery } from "../api/indexnow";
import { canSendAgain, stateWords, storyOf } from "./words";

const VIEWS = ["all", "waiting", "told", "not-sent"] as const;
const STATES: Record<(typeof VIEWS)[number], string> = { all: "", waiting: "waiting,sending", told: "sent", "not-sent": "failed,skipped" };
const OPTIONS = [
  { value: "all", label: "All" },
  { value: "waiting", label: "Waiting" },
  { value: "told", label: "Told" },
  { value: "not-sent", label: "Not sent" },
] as const;
const SCHEMA = { pages: urlChoice(VIEWS, "all") };

/** What search engines were told of lately. */
export function SubmissionLog({ siteId, canSend }: { siteId: string; canSend: boolean }) {
  const [{ pages }, change] = useUrlState(SCHEMA);
  const query = useQuery(submissionsQuery(siteId, STATES[pages]));
  return (
    <PageSection
      title="Pages"
      description="The newest 50. Lines are kept for 30 days."
      actions={<Segmented aria-label="Which pages" value={pages} onValueChange={(value) => change({ pages: value })} options={OPTIONS} />}
    >
      <QueryState query={query} skeleton={<SkeletonRows rows={6} columns={3} />}>
        {({ results }) =>
          results.length === 0 ? (
            <EmptyState
              icon={SearchCheck}
              title={pages === "all" ? "Search engines were not told of a page yet" : "No page is in this state"}
              body={pages === "all" ? "Every article that is published, changed or taken down is listed here." : "Look at all of them instead."}
            />
          ) : (
            <ul className="rounded-lg border bg-surface">
              {results.map((row) => (
                <Line key={row.id} row={row} siteId={siteId} canSend={canSend} />
              ))}
            </ul>
          )
        }
      </QueryState>
    </PageSection>
  );
}

function Line({ row, siteId, canSend }: { row: Submission; siteId: string; canSend: boolean }) {
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => retrySubmission(row.id),
    onSuccess: (now) => {
      void client.invalidateQueries({ queryKey: indexNowKeys.site(siteId) });
      if (now.state === "waiting") toast.success("The page is sent again");
      else toast.info("The page cannot be sent", { description: now.error });
    },
    onError: (error) => toastError(error),
  });
  const { label, tone } = stateWords(row);
  return (
    <li className="grid grid-cols-1 gap-x-6 gap-y-1 border-b px-4 py-3 last:border-b-0 md:grid-cols-[6rem_minmax(0,1fr)_8rem_auto] md:items-center">
      <span>
        <Badge tone={tone}>{label}</Badge>
      </span>
      <span className="min-w-0">
        <a className="block truncate text-accent underline-offset-3 hover:underline" href={row.url} target="_blank" rel="noreferrer" title={row.url}>
          {row.url.replace(/^https?:\/\//, "")}
        </a>
        <span className="block text-sm text-pretty wrap-anywhere text-muted">{storyOf(row)}</span>
      </span>
      <span className="text-sm text-muted">
        <Time value={row.finished_at ?? row.created_at} />
      </span>
      <span className="md:min-w-28 md:text-right">
        {canSend && canSendAgain(row) ? (
          <Can role="editor">
            <Button size="sm" icon={RotateCw} loading={again.isPending} aria-label={`Try again: ${row.url}`} onClick={() => again.mutate()}>
              Try again
            </Button>
          </Can>
        ) : null}
      </span>
    </li>
  );
}
