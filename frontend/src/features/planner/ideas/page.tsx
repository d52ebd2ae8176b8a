import { useQuery } from "@tanstack/react-query";
import { Kanban, Lightbulb, ListTodo, Plus, Table2 } from "lucide-react";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { Link } from "react-router";

import { useRole } from "@/shared/entities/me";
import { useCurrentSector } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { useFillHeight } from "@/shared/hooks/use-fill-height";
import { useIsPhone, useMedia } from "@/shared/hooks/use-media";
import { urlChoice, urlText, useUrlState } from "@/shared/hooks/use-url-state";
import { count } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { Button, IconButton } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { SearchInput } from "@/shared/ui/input";
import { Page } from "@/shared/ui/page";
import { Segmented } from "@/shared/ui/segmented";
import { FilterButton, FilterChips } from "@/shared/ui/table/filter-bar";
import { NothingMatches } from "@/shared/ui/table/nothing-matches";
import { SidePanel } from "@/shared/ui/table/side-panel";
import { paramsOfQuery, useListQuery } from "@/shared/ui/table/use-list-query";

import { clustersWithoutIdeasQuery, plannerSummaryQuery } from "../api/clusters";
import { fetchIdeas, type Idea, ideaKeys, ideaQuery, MOST_QUEUED } from "../api/ideas";
import { MakeIdeasDialog } from "../clusters/make-ideas-dialog";
import { BoardView } from "./board-view";
import { NewIdeaDialog } from "./new-idea-dialog";
import { OverlapDialog } from "./overlap-dialog";
import { IdeaPanel } from "./panel";
import { QueueDialog } from "./queue-dialog";
import { IdeasStrip } from "./strip";
import { TableView } from "./table-view";
import { type MoveTools, type Overlap, useIdeaMoves } from "./use-moves";
import { BOARD_FILTERS } from "./words";

const URL_SCHEMA = { view: urlChoice(["board", "table"], "board"), new: urlText(), panel: urlText() };
const SUGGESTED = 5;

export function IdeasPage() {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const isPhone = useIsPhone();
  const isEditor = atLeast(useRole(), "editor");
  const [{ view, new: dialog }, setUrl] = useUrlState(URL_SCHEMA);
  const [queueing, setQueueing] = useState<readonly Idea[] | null>(null);
  const [overlap, setOverlap] = useState<{ overlaps: readonly Overlap[]; goOn: () => void } | null>(null);
  const open = useQuery({ ...clustersWithoutIdeasQuery(site.id, sector?.id), enabled: isEditor });
  const summary = useQuery({ ...plannerSummaryQuery(site.id, sector?.id), enabled: isEditor });
  const approved = summary.data?.ideas.approved ?? 0;
  const ready = useQuery({
    queryKey: [...ideaKeys.list(site.id), "approved", sector?.id ?? ""],
    queryFn: async ({ signal }) => (await fetchIdeas({ site_id: site.id, status: "approved", ordering: "-priority", page_size: String(MOST_QUEUED), ...(sector ? { sector_id: sector.id } : {}) }, signal)).results,
    enabled: isEditor && approved > 0,
  });
  const close = () => setUrl({ new: "" });
  const waiting = open.data?.length ?? 0;
  const tools: Omit<MoveTools, "patchRow"> = { onQueue: setQueueing, onOverlap: (overlaps, goOn) => setOverlap({ overlaps, goOn }) };
  const empty = <NoIdeas isEditor={isEditor} waiting={waiting} onMake={() => setUrl({ new: "ideas" })} onNew={() => setUrl({ new: "idea" })} />;
  return (
    <Page
      title="Ideas"
      wide
      description="Approve what is worth writing, then queue it."
      actions={
        <>
          <Segmented
            aria-label="View"
            value={view}
            onValueChange={(next) => setUrl({ view: next })}
            options={[
              { value: "board", label: "Board", icon: Kanban, iconOnly: isPhone },
              { value: "table", label: "Table", icon: Table2, iconOnly: isPhone },
            ]}
          />
          {isEditor ? (
            <>
              {isPhone ? (
                <IconButton variant="secondary" icon={Plus} label="New idea" onClick={() => setUrl({ new: "idea" })} />
              ) : (
                <Button icon={Plus} onClick={() => setUrl({ new: "idea" })}>
                  New idea
                </Button>
              )}
              {waiting > 0 ? (
                <Button icon={Lightbulb} onClick={() => setUrl({ new: "ideas" })}>
                  Make ideas
                </Button>
              ) : null}
              {ready.data && ready.data.length > 0 ? (
                <Button variant="primary" icon={ListTodo} onClick={() => setQueueing(ready.data)}>
                  Queue {count(ready.data.length, "idea")} as {ready.data.length === 1 ? "a task" : "tasks"}
                </Button>
              ) : null}
            </>
          ) : null}
        </>
      }
    >
      <IdeasStrip />
      {view === "table" ? <TableView isEditor={isEditor} empty={empty} {...tools} /> : <BoardPart isEditor={isEditor} empty={empty} tools={tools} />}
      {queueing ? <QueueDialog ideas={queueing} onClose={() => setQueueing(null)} /> : null}
      {overlap ? <OverlapDialog overlaps={overlap.overlaps} onGoOn={overlap.goOn} onClose={() => setOverlap(null)} /> : null}
      {isEditor && dialog === "idea" ? <NewIdeaDialog onClose={close} onMade={(idea) => setUrl({ new: "", panel: idea.id })} /> : null}
      {isEditor && dialog === "ideas" && open.data ? <MakeIdeasDialog clusters={open.data} chosen={open.data.slice(0, SUGGESTED).map((row) => row.id)} onClose={close} /> : null}
    </Page>
  );
}

function BoardPart({ isEditor, empty, tools }: { isEditor: boolean; empty: ReactNode; tools: Omit<MoveTools, "patchRow"> }) {
  const sector = useCurrentSector();
  const [{ panel }, setUrl] = useUrlState(URL_SCHEMA);
  const isBeside = useMedia("(min-width: 1100px)");
  const isPhone = useIsPhone();
  const query = useListQuery(BOARD_FILTERS, "-priority");
  const asked = JSON.stringify(paramsOfQuery(query, { sector_id: sector?.id }));
  const params = useMemo(() => JSON.parse(asked) as Record<string, string>, [asked]);
  const move = useIdeaMoves(tools);
  const opened = useQuery({ ...ideaQuery(panel), enabled: panel !== "" });
  const body = useRef<HTMLDivElement>(null);
  const maxHeight = useFillHeight(body, 420);
  const close = () => {
    setUrl({ panel: "" });
    document.querySelector<HTMLElement>(`[data-card="${panel}"]`)?.focus();
  };
  // In the order they are seen, from column to column.
  const step = (by: 1 | -1) => {
    const cards = [...document.querySelectorAll<HTMLElement>("[data-card]")].map((card) => card.dataset.card ?? "");
    const next = cards[cards.indexOf(panel) + by];
    if (next !== undefined) setUrl({ panel: next }, { replace: true });
  };
  return (
    <>
      <div className="grid gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <SearchInput className="w-auto flex-1 sm:max-w-64" placeholder="Search ideas" value={query.search} onValueChange={query.setSearch} />
          <FilterButton query={query} isCard={isPhone} />
          {isEditor && !isPhone ? <p className="ml-auto text-sm text-faint">Arrow keys go from card to card, a approves, r rejects.</p> : null}
        </div>
        <FilterChips query={query} />
      </div>
      <div ref={body} className="flex min-w-0 items-start gap-4">
        <BoardView params={params} canMove={isEditor} opened={panel} onOpen={(id) => setUrl({ panel: id }, { replace: panel !== "" })} onMove={move} empty={query.isNarrowed ? <NothingMatches noun="idea" onClear={query.clear} /> : empty} />
        {panel === "" ? null : (
          <SidePanel isBeside={isBeside} title={opened.data?.title ?? "Idea"} maxHeight={maxHeight} onClose={close} onPrevious={() => step(-1)} onNext={() => step(1)}>
            <IdeaPanel key={panel} id={panel} onMove={(ideas, to) => void move(ideas, to)} onClose={close} />
          </SidePanel>
        )}
      </div>
    </>
  );
}

function NoIdeas({ isEditor, waiting, onMake, onNew }: { isEditor: boolean; waiting: number; onMake: () => void; onNew: () => void }) {
  const path = useSitePath();
  const body = "An idea is one page: its title, angle, outline and keywords. Ideas are made from clusters, and never for what a page answers already.";
  if (!isEditor) return <EmptyState icon={Lightbulb} title="There are no ideas yet" body={body} />;
  return (
    <EmptyState
      icon={Lightbulb}
      title={waiting > 0 ? `${count(waiting, "cluster")} ${waiting === 1 ? "waits" : "wait"} for ideas` : "There are no ideas yet"}
      body={body}
      action={
        waiting > 0 ? (
          <Button variant="primary" icon={Lightbulb} onClick={onMake}>
            Make ideas for {count(Math.min(waiting, SUGGESTED), "cluster")}
          </Button>
        ) : (
          <Button variant="primary" asChild>
            <Link to={path("planner/clusters")}>See the clusters</Link>
          </Button>
        )
      }
      secondary={
        waiting > 0 ? (
          <Button variant="link" onClick={onNew}>
            Add an idea of your own
          </Button>
        ) : undefined
      }
    />
  );
}
