import { useQuery } from "@tanstack/react-query";
import { MessageSquareText } from "lucide-react";
import { useRef, useState } from "react";
import { Link } from "react-router";

import { useCurrentSector } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { useFillHeight } from "@/shared/hooks/use-fill-height";
import { useHotkeys } from "@/shared/hooks/use-hotkeys";
import { useMedia } from "@/shared/hooks/use-media";
import { urlChoice, urlText, useUrlState } from "@/shared/hooks/use-url-state";
import { cn } from "@/shared/lib/cn";
import { count } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { TabPanel, Tabs } from "@/shared/ui/tabs";
import { Time } from "@/shared/ui/time";

import { contentCountQuery, type ContentRow, fetchContents, libraryKeys } from "../api/library";
import { CommentMark } from "../library/marks";
import { neighbour, nextAfter } from "./queue";
import { ReadingPane } from "./reading-pane";
import { useMayApprove } from "./waiting";

const QUEUES = ["in_review", "changes_requested", "approved"] as const;
type Queue = (typeof QUEUES)[number];
const URL_STATE = { queue: urlChoice(["", ...QUEUES], ""), item: urlText() };
const NAMES: Record<Queue, string> = { in_review: "To review", changes_requested: "Changes asked", approved: "Approved, not out yet" };
const EMPTY: Record<Queue, { title: string; body: string }> = {
  in_review: { title: "Nothing waits for review", body: "When a text is handed in, it appears here with what changed since you last saw it." },
  changes_requested: { title: "No open requests", body: "Texts that a reviewer sent back wait here until they are handed in again." },
  approved: { title: "Nothing waits to go out", body: "Approved texts wait here until they are published or scheduled." },
};

export function ReviewPage() {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const path = useSitePath();
  const [{ queue: asked, item }, setUrl] = useUrlState(URL_STATE);
  const mayApprove = useMayApprove(site.id);
  const queue = asked === "" ? (mayApprove ? "in_review" : "changes_requested") : asked;
  const isWide = useMedia("(min-width: 1024px)");
  const commentBox = useRef<HTMLTextAreaElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const height = useFillHeight(body, 480);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const narrowing = { status: queue, ...(sector ? { sector_id: sector.id } : {}) };
  const query = useQuery({
    queryKey: [...libraryKeys.list(site.id), "queue", narrowing],
    // Who has waited longest comes first.
    queryFn: async ({ signal }) => (await fetchContents({ ...narrowing, site_id: site.id, ordering: "updated_at", page_size: "200" }, signal)).results,
  });
  const rows = (query.data ?? []).filter((row) => !gone.has(row.id));
  const chosen = item !== "" ? item : isWide ? (rows[0]?.id ?? null) : null;
  const counts = { in_review: useCount(site.id, "in_review", sector?.id), changes_requested: useCount(site.id, "changes_requested", sector?.id), approved: useCount(site.id, "approved", sector?.id) };

  const choose = (id: string | null): void => setUrl({ item: id ?? "" }, { replace: isWide });
  useHotkeys({
    j: () => choose(neighbour(rows, chosen, 1)),
    k: () => choose(neighbour(rows, chosen, -1)),
  });
  const done = (id: string): void => {
    choose(isWide ? nextAfter(rows, id) : null);
    setGone(new Set(gone).add(id));
  };
  const isReading = chosen !== null;
  const queues = (
    <div ref={body} style={isWide ? { height } : undefined} className="flex min-w-0 rounded-lg border bg-surface lg:overflow-hidden">
      <nav aria-label={NAMES[queue]} className={cn("min-w-0 shrink-0 overflow-y-auto lg:w-84 lg:border-r", isReading ? "hidden lg:block" : "w-full")}>
        <QueryState query={query} skeleton={<SkeletonRows rows={6} columns={1} />}>
          {() =>
            rows.length === 0 ? (
              <EmptyState
                icon={MessageSquareText}
                compact
                {...EMPTY[queue]}
                action={
                  <Button asChild>
                    <Link to={path("writer/content")}>Go to content</Link>
                  </Button>
                }
              />
            ) : (
              <ul>
                {rows.map((row) => (
                  <QueueRow key={row.id} row={row} isChosen={row.id === chosen} onChoose={() => choose(row.id)} />
                ))}
              </ul>
            )
          }
        </QueryState>
      </nav>
      {isReading ? (
        <ReadingPane id={chosen} onDone={done} onBack={() => choose(null)} commentBox={commentBox} />
      ) : (
        <p className="hidden flex-1 place-content-center text-center text-muted lg:grid">{rows.length === 0 ? "Nothing to read" : "Choose a text to read"}</p>
      )}
    </div>
  );
  return (
    <Page
      wide
      title="Review"
      description={isReading && !isWide ? undefined : "Read, then approve a version or send it back."}
    >
      {isReading && !isWide ? (
        queues
      ) : (
        <Tabs
          aria-label="Queues"
          value={queue}
          onValueChange={(next) => {
            setGone(new Set());
            setUrl({ queue: next as Queue, item: "" });
          }}
          items={QUEUES.map((one) => ({ value: one, label: NAMES[one], count: counts[one] }))}
        >
          <TabPanel value={queue}>{queues}</TabPanel>
        </Tabs>
      )}
    </Page>
  );
}

function useCount(siteId: string, status: Queue, sectorId: string | undefined): number | undefined {
  return useQuery(contentCountQuery(siteId, { status, ...(sectorId ? { sector_id: sectorId } : {}) })).data;
}

function QueueRow({ row, isChosen, onChoose }: { row: ContentRow; isChosen: boolean; onChoose: () => void }) {
  return (
    <li className="border-b last:border-b-0">
      <button type="button" aria-current={isChosen ? "true" : undefined} onClick={onChoose} className={cn("grid w-full gap-0.5 px-4 py-2.5 text-left -outline-offset-2 transition-colors hover:bg-text/4", isChosen && "bg-accent-soft hover:bg-accent-soft")}>
        <span className="font-medium text-pretty">{row.title}</span>
        <span className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
          <span>Version {row.current_version}</span>
          <span>{count(row.word_count, "word")}</span>
          <Time value={row.updated_at} />
          <CommentMark open={row.open_comments} />
        </span>
      </button>
    </li>
  );
}
