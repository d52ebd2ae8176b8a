import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FolderInput, FolderMinus, KeyRound, Scissors } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Link, useNavigate } from "react-router";

import { IntentBadge } from "@/shared/entities/badges";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { Badge, type Tone } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Skeleton } from "@/shared/ui/skeleton";
import { type BulkTools, DataTable } from "@/shared/ui/table/data-table";
import type { Selection } from "@/shared/ui/table/selection";
import type { Column, ListSource } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { toast, toastError } from "@/shared/ui/toast";
import { Tooltip } from "@/shared/ui/tooltip";
import { count } from "@/shared/lib/format";

import { type Cluster, clustersChanged } from "../../api/clusters";
import { fetchKeywords, type Keyword, keywordKeys, keywordQuery, type KeywordChanges, keywordsChanged } from "../../api/keywords";
import { Difficulty, Volume } from "../../components/figures";
import { KeywordPanel } from "../../components/keyword-panel";
import { MoveDialog } from "../../components/move-dialog";
import { editMany } from "../../lib/edit";
import { selectedRows } from "../../lib/selected";
import { DIFFICULTY_WORDS, VOLUME_WORDS } from "../../lib/words";
import { Bar } from "../columns";
import { figure, HOLD, type Hold, reasonOf } from "../reason";
import { SplitDialog } from "../split-dialog";

const rowId = (row: Keyword) => row.id;
const NO_FILTERS: [] = [];
const FRESH_MS = 5 * 60_000;
const SETTLE_MS = 120;
const MIN_HEIGHT = 320;
const TONES: Record<Hold, Tone> = { firm: "success", fair: "neutral", close: "warning" };

/** The keywords of a cluster, each with why it is here; moved, taken out and split off. */
export function ClusterKeywords({ cluster, isEditor }: { cluster: Cluster; isEditor: boolean }) {
  const site = useCurrentSite();
  const path = useSitePath();
  const columns = useMemo(() => columnsOf(cluster.head_keyword), [cluster.head_keyword]);
  const source = useListSource<Keyword>({
    key: keywordKeys.list(site.id),
    fetch: fetchKeywords,
    base: { site_id: site.id, cluster_id: cluster.id },
    filters: NO_FILTERS,
    ordering: "-search_volume",
    rowId,
  });
  return (
    <DataTable
      id="cluster-keywords"
      label={`Keywords of ${cluster.name}`}
      noun="keyword"
      columns={columns}
      source={source}
      rowLabel={(row) => row.keyword}
      selectable={isEditor && !cluster.is_locked}
      search="Search its keywords"
      minHeight={MIN_HEIGHT}
      exportName={`keywords-${cluster.name.toLowerCase().replaceAll(/\W+/g, "-")}`}
      bulk={(selection, tools) => <MemberActions cluster={cluster} selection={selection} tools={tools} source={source} />}
      panel={(row, close) => <KeywordPanel key={row.id} id={row.id} patchRow={source.patchRow} onClose={close} />}
      panelFallback={(id, close) => <KeywordPanel key={id} id={id} patchRow={source.patchRow} onClose={close} />}
      empty={
        <EmptyState
          compact
          icon={KeyRound}
          title="It has no keywords yet"
          body="Choose some in the keyword list and move them here."
          action={
            isEditor ? (
              <Button asChild>
                <Link to={path("planner/keywords?is_clustered=false")}>See keywords without a cluster</Link>
              </Button>
            ) : undefined
          }
        />
      }
    />
  );
}

function columnsOf(head: string): Column<Keyword>[] {
  return [
    { id: "keyword", header: "Keyword", width: 240, minWidth: 160, sortKey: "keyword", cell: (row) => <span className="truncate">{row.keyword}</span>, csv: (row) => row.keyword },
    { id: "volume", header: "Volume", width: 92, numeric: true, sortKey: "search_volume", explain: VOLUME_WORDS, cell: (row) => <Volume row={row} />, csv: (row) => row.search_volume, mobile: "aside" },
    { id: "why", header: "Why it is here", width: 380, minWidth: 200, explain: "What the clustering saw: words it shares with the head keyword, shared search results, and the next nearest cluster.", cell: (row) => <Why id={row.id} head={head} />, csv: false, mobile: "meta" },
    { id: "similarity", header: "Similarity", width: 112, numeric: true, explain: "How near it is to the middle of the cluster, from 0 to 1.", cell: (row) => <Similarity id={row.id} head={head} />, csv: false, mobile: "hide" },
    { id: "hold", header: "Place", width: 96, explain: "How sure its place is, against the next nearest cluster.", cell: (row) => <Place id={row.id} head={head} />, csv: false, mobile: "hide" },
    { id: "difficulty", header: "Difficulty", width: 116, numeric: true, sortKey: "difficulty", explain: DIFFICULTY_WORDS, cell: (row) => <Difficulty row={row} />, csv: (row) => row.difficulty, mobile: "hide" },
    { id: "intent", header: "Intent", width: 140, sortKey: "intent", cell: (row) => <IntentBadge intent={row.intent} />, csv: (row) => row.intent, mobile: "hide" },
  ];
}

/** What is known of a row's reason; only the cell that says it asks for it. */
function useReason(id: string, head: string, isAsking = false) {
  const { data } = useQuery({ ...keywordQuery(id), staleTime: FRESH_MS, enabled: isAsking });
  return data === undefined ? undefined : reasonOf(data, head);
}

/** Lists leave the reason out, so each row asks for its own, once, when it stays in view. */
function Why({ id, head }: { id: string; head: string }) {
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSettled(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);
  const reason = useReason(id, head, isSettled);
  if (reason === undefined) return <Skeleton className="h-3 w-3/4" />;
  if (reason === null) return <span className="text-faint">Not recorded</span>;
  return (
    <Tooltip content={reason.sentence}>
      <span className="truncate text-muted">{reason.sentence}</span>
    </Tooltip>
  );
}

function Similarity({ id, head }: { id: string; head: string }) {
  const value = useReason(id, head)?.similarity;
  if (value === undefined || value === null) return <span className="text-faint">–</span>;
  return (
    <span className="inline-flex items-center gap-2">
      <Bar value={value} />
      <span className="tabular">{figure(value)}</span>
    </span>
  );
}

function Place({ id, head }: { id: string; head: string }) {
  const hold = useReason(id, head)?.hold;
  if (!hold) return <span className="text-faint">–</span>;
  return (
    <Tooltip content={HOLD[hold].explain}>
      <Badge tone={TONES[hold]}>{HOLD[hold].label}</Badge>
    </Tooltip>
  );
}

function MemberActions({ cluster, selection, tools, source }: { cluster: Cluster; selection: Selection; tools: BulkTools; source: ListSource<Keyword> }) {
  const site = useCurrentSite();
  const path = useSitePath();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [split, setSplit] = useState<readonly Keyword[] | null>(null);
  const [isMoving, setIsMoving] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const changed = async () => {
    await keywordsChanged(client, site.id);
    await clustersChanged(client);
  };
  const withRows = async (run: (rows: Keyword[]) => unknown) => {
    setIsBusy(true);
    try {
      await run(await selectedRows(source, selection));
    } catch (error) {
      toastError(error);
    } finally {
      setIsBusy(false);
    }
  };
  const put = (rows: readonly Keyword[], changes: KeywordChanges, message: string) => editMany(rows, changes, message, { patchRow: source.patchRow, changed });
  const words = count(tools.count, "keyword");
  return (
    <>
      <Button size="sm" variant="primary" icon={Scissors} loading={isBusy} onClick={() => void withRows(setSplit)}>
        Split off {words}
      </Button>
      <Button size="sm" icon={FolderInput} disabled={isBusy} onClick={() => setIsMoving(true)}>
        Move to cluster
      </Button>
      <Button size="sm" icon={FolderMinus} disabled={isBusy} onClick={() => void withRows(async (rows) => (await put(rows, { cluster_id: null }, `${words} taken out of “${cluster.name}”`)) && tools.clear())}>
        Take out
      </Button>
      {isMoving ? (
        <MoveDialog
          size={tools.count}
          sectorId={cluster.sector_id}
          onClose={() => setIsMoving(false)}
          onMove={async (target) => {
            const rows = await selectedRows(source, selection);
            if (await put(rows, { cluster_id: target.id }, `${words} moved to “${target.name}”`)) tools.clear();
          }}
        />
      ) : null}
      {split ? (
        <SplitDialog
          cluster={cluster}
          keywords={split}
          onClose={() => setSplit(null)}
          onDone={(made) => {
            setSplit(null);
            tools.clear();
            toast.success(`${words} split off into “${made.name}”`, { action: { label: "Open it", onClick: () => void navigate(path(`planner/clusters/${made.id}`)) } });
          }}
        />
      ) : null}
    </>
  );
}
