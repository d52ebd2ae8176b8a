import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, FolderInput, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";

import { IntentBadge, StatusBadge } from "@/shared/entities/badges";
import { Can } from "@/shared/entities/me";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { Sparkline } from "@/shared/ui/chart/sparkline";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { CopyableId } from "@/shared/ui/copy";
import { DefinitionList } from "@/shared/ui/definition-list";
import { Num } from "@/shared/ui/number";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";
import { Explain } from "@/shared/ui/tooltip";

import { importQuery } from "../api/imports";
import { deleteKeywords, type Keyword, type KeywordDetail, keywordQuery, keywordsChanged, updateKeyword, useUpdateKeyword } from "../api/keywords";
import { editOne } from "../lib/edit";
import { DIFFICULTY_WORDS, PRIORITY_WORDS, sourceWords, VOLUME_WORDS, whyUnknown } from "../lib/words";
import { Cost, Difficulty, Priority, Volume } from "./figures";
import { KeywordForm } from "./keyword-form";
import { MoveDialog } from "./move-dialog";

interface KeywordPanelProps {
  id: string;
  startsEditing?: boolean;
  patchRow: (id: string, changes: Partial<Keyword>) => () => void;
  onClose: () => void;
}

/** Everything known of one keyword. */
export function KeywordPanel({ id, startsEditing = false, patchRow, onClose }: KeywordPanelProps) {
  const query = useQuery(keywordQuery(id));
  return (
    <QueryState query={query} skeleton={<PanelSkeleton />} notFound="This keyword was not found. It may have been deleted.">
      {(keyword) => <Details keyword={keyword} startsEditing={startsEditing} patchRow={patchRow} onClose={onClose} />}
    </QueryState>
  );
}

function Details({ keyword, startsEditing, patchRow, onClose }: Required<Omit<KeywordPanelProps, "id">> & { keyword: KeywordDetail }) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const confirm = useConfirm();
  const [isEditing, setIsEditing] = useState(startsEditing);
  const [isMoving, setIsMoving] = useState(false);
  const update = useUpdateKeyword(site.id);
  const changed = () => keywordsChanged(client, site.id);
  const isArchived = keyword.status === "archived";
  const remove = async () => {
    if (!(await confirm({ title: `Delete “${keyword.keyword}”?`, body: "It is gone for good, with its figures.", confirm: "Delete the keyword", danger: true }))) return;
    try {
      await deleteKeywords({ ids: [keyword.id] });
      onClose();
      toast.success("Keyword deleted");
      await changed();
    } catch (error) {
      toastError(error);
    }
  };
  if (isEditing) return <KeywordForm keyword={keyword} onSave={(changes) => update.mutateAsync({ id: keyword.id, changes })} onCancel={() => setIsEditing(false)} />;
  return (
    <div className="grid gap-5">
      <Can role="editor">
        <div className="flex flex-wrap gap-2">
          <Button size="sm" icon={Pencil} onClick={() => setIsEditing(true)}>
            Edit
          </Button>
          <Button size="sm" icon={FolderInput} onClick={() => setIsMoving(true)}>
            Move to cluster
          </Button>
          <Button
            size="sm"
            icon={isArchived ? ArchiveRestore : Archive}
            onClick={() => void editOne(keyword, { status: isArchived ? "new" : "archived" }, isArchived ? "Keyword taken up again" : "Keyword archived", { patchRow, changed })}
          >
            {isArchived ? "Take up again" : "Archive"}
          </Button>
          <Button size="sm" variant="ghost" icon={Trash2} className="hover:text-danger" onClick={() => void remove()}>
            Delete
          </Button>
        </div>
      </Can>
      <Facts keyword={keyword} />
      {isMoving ? (
        <MoveDialog
          size={1}
          sectorId={keyword.sector_id}
          onClose={() => setIsMoving(false)}
          onMove={async ({ id, name }) => {
            client.setQueryData(keywordQuery(keyword.id).queryKey, await updateKeyword(keyword.id, { cluster_id: id }));
            toast.success(`Moved to “${name}”`);
            await changed();
          }}
        />
      ) : null}
    </div>
  );
}

function Facts({ keyword }: { keyword: KeywordDetail }) {
  const path = useSitePath();
  const reason = typeof keyword.cluster_reason?.sentence === "string" ? keyword.cluster_reason.sentence : null;
  const extra = Object.entries(keyword.extra);
  const others = keyword.intents.filter((intent) => intent !== keyword.intent);
  return (
    <>
      <DefinitionList
        items={[
          { term: "Status", value: <StatusBadge kind="keyword" status={keyword.status} /> },
          {
            term: "Intent",
            value: (
              <span className="flex flex-wrap gap-1">
                <IntentBadge intent={keyword.intent} />
                {others.map((intent) => (
                  <IntentBadge key={intent} intent={intent as Keyword["intent"]} />
                ))}
              </span>
            ),
          },
          { term: <Explain term="Volume">{VOLUME_WORDS}</Explain>, value: <Volume row={keyword} />, key: "volume" },
          { term: <Explain term="Difficulty">{DIFFICULTY_WORDS}</Explain>, value: <span className="inline-flex"><Difficulty row={keyword} /></span>, key: "difficulty" },
          { term: "Cost per click", value: <Cost row={keyword} /> },
          { term: <Explain term="Priority">{PRIORITY_WORDS}</Explain>, value: <Priority row={keyword} />, key: "priority" },
          keyword.trend.length > 1 && { term: "Trend", value: <Sparkline values={keyword.trend} label={`Trend of ${keyword.keyword}`} /> },
          keyword.serp_features.length > 0 && { term: "Results page", value: keyword.serp_features.join(", ") },
          keyword.position !== null && { term: "Position", value: <Num value={keyword.position} format="decimal" /> },
          keyword.url !== "" && { term: "Ranking page", value: <ExternalUrl url={keyword.url} /> },
          keyword.clicks !== null && { term: "Clicks", value: <Num value={keyword.clicks} /> },
          keyword.impressions !== null && { term: "Impressions", value: <Num value={keyword.impressions} unknownReason={whyUnknown(keyword, "impressions")} /> },
        ]}
      />
      <section className="grid gap-1">
        <h3 className="font-semibold">Cluster</h3>
        {keyword.cluster_id === null ? (
          <p className="text-muted">It is in no cluster yet.</p>
        ) : (
          <>
            <Link to={path(`planner/clusters/${keyword.cluster_id}`)} className="w-fit text-accent underline-offset-3 hover:underline">
              {keyword.cluster_name ?? "The cluster"}
            </Link>
            {reason ? <p className="text-pretty text-muted">{reason}</p> : null}
          </>
        )}
      </section>
      <section className="grid gap-2">
        <h3 className="font-semibold">Where it came from</h3>
        <DefinitionList
          items={[
            { term: "Source", value: sourceWords(keyword) },
            keyword.import_id !== null && { term: "Import", value: <ImportLink id={keyword.import_id} /> },
            { term: "Added", value: <Time value={keyword.created_at} /> },
            { term: "Changed", value: <Time value={keyword.updated_at} /> },
            { term: "Reference", value: <CopyableId value={keyword.id} /> },
          ]}
        />
      </section>
      {extra.length > 0 ? (
        <section className="grid gap-2">
          <h3 className="font-semibold">Other columns of the file</h3>
          <DefinitionList items={extra.map(([name, value]) => ({ term: name, value: typeof value === "string" ? value : JSON.stringify(value), key: name }))} />
        </section>
      ) : null}
    </>
  );
}

function ImportLink({ id }: { id: string }) {
  const path = useSitePath();
  const { data } = useQuery(importQuery(id));
  return (
    <Link to={path(`planner/imports/${id}`)} className="text-accent underline-offset-3 hover:underline">
      {data?.filename ?? "The import"}
    </Link>
  );
}

function ExternalUrl({ url }: { url: string }) {
  if (!/^https?:\/\//.test(url)) return <span className="break-all">{url}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer nofollow" className="break-all text-accent underline-offset-3 hover:underline">
      {url}
    </a>
  );
}

function PanelSkeleton() {
  return (
    <div className="grid gap-3">
      {["w-2/3", "w-1/2", "w-3/4", "w-1/3", "w-2/3", "w-1/2"].map((width, index) => (
        <Skeleton key={index} className={width} />
      ))}
    </div>
  );
}
