import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { useEstimate } from "@/shared/entities/credits";
import { useCurrentSite } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { RequestKeys } from "@/shared/lib/request-key";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { CostButton } from "@/shared/ui/credits";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Segmented } from "@/shared/ui/segmented";
import { Skeleton } from "@/shared/ui/skeleton";
import { toast } from "@/shared/ui/toast";

import { useStartClustering } from "../api/clustering";
import { type Keyword, keywordKeys } from "../api/keywords";
import { clusterBody, type ClusterWhat, KEYWORDS_A_REQUEST, MOST_CLUSTERED, MOST_IDS, requestsFor } from "../lib/bulk";
import { type Part, useClusterParts } from "./use-cluster-parts";

interface ClusterDialogProps {
  what: ClusterWhat;
  /** The selected rows as far as they are known. */
  rows?: readonly (Keyword | undefined)[];
  onClose: () => void;
  onStarted?: () => void;
}

const TIGHTNESS = { broad: 0.3, balanced: 0.5, fine: 0.7 } as const;
type Tightness = keyof typeof TIGHTNESS;
const NONE: readonly Keyword[] = [];

/** Says what clustering takes and costs, then starts one run a sector. */
export function ClusterDialog({ what, rows = NONE, onClose, onStarted }: ClusterDialogProps) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const [tightness, setTightness] = useState<Tightness>("balanced");
  const [keys] = useState(() => new Map<string, RequestKeys>());
  const [started, setStarted] = useState<ReadonlySet<string>>(new Set());
  const { parts, isPending, error: unread, lost, refetch } = useClusterParts(site.id, what, rows);
  const start = useStartClustering(site.id);

  const open = parts.filter((part) => !started.has(part.sector.id));
  const requests = open.reduce((sum, part) => sum + requestsFor(Math.min(part.count, MOST_CLUSTERED)), 0);
  const keywords = open.reduce((sum, part) => sum + Math.min(part.count, MOST_CLUSTERED), 0);
  const estimate = useEstimate("auto_cluster", requests);
  const tooMany = open.find((part) => limitOf(part) < part.count);
  const error = start.error ?? unread;

  const run = async () => {
    const done = new Set(started);
    for (const { sector, what: part, count: size } of open) {
      const body = clusterBody(part, { siteId: site.id, sectorId: sector.id, tightness: TIGHTNESS[tightness], count: size });
      const key = keys.get(sector.id) ?? new RequestKeys();
      keys.set(sector.id, key);
      try {
        await start.mutateAsync({ body, key: key.for(body) });
      } catch {
        // What was started stays started; the rest can be tried again. The error is on the screen.
        setStarted(done);
        return;
      }
      done.add(sector.id);
    }
    toast.info(`Clustering ${count(keywords, "keyword")}`, { description: "It goes on if you leave this page." });
    onStarted?.();
    onClose();
  };
  const reload = () => {
    start.reset();
    void client.invalidateQueries({ queryKey: keywordKeys.of(site.id) });
    refetch();
  };

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={what.kind === "new" ? "Cluster new keywords" : "Cluster selected keywords"}
      description="Keywords that one page can answer come together. Every keyword ends in exactly one cluster; locked clusters stay as they are."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <CostButton estimate={requests > 0 ? estimate : undefined} loading={start.isPending} disabled={tooMany !== undefined} onClick={() => void run()}>
            Cluster them
          </CostButton>
        </>
      }
    >
      <div className="grid gap-4">
        {error ? (
          <Alert tone="danger" actions={toApiError(error).kind === "conflict" ? <Button onClick={reload}>Look again</Button> : undefined}>
            {error.message}
          </Alert>
        ) : null}
        {isPending ? <Skeleton className="h-11 w-full" /> : <Plan parts={open} keywords={keywords} requests={requests} />}
        {tooMany ? <Alert tone="warning">One run takes at most {count(limitOf(tooMany), "keyword")}. Narrow the list with filters and cluster it in parts.</Alert> : null}
        {lost > 0 ? <Alert tone="warning">{count(lost, "keyword")} of the selection cannot be placed in a sector any more. Select them again, or choose a sector at the top first.</Alert> : null}
        <Field label="How fine" hint={{ broad: "Fewer, larger clusters: one page covers more.", balanced: "What suits most sites.", fine: "More, smaller clusters: each page answers one question." }[tightness]}>
          <Segmented
            value={tightness}
            onValueChange={setTightness}
            options={[
              { value: "broad", label: "Broad" },
              { value: "balanced", label: "Balanced" },
              { value: "fine", label: "Fine" },
            ]}
          />
        </Field>
      </div>
    </Dialog>
  );
}

function limitOf({ what }: Part): number {
  return what.kind === "ids" ? MOST_IDS : what.kind === "filter" ? MOST_CLUSTERED : Infinity;
}

function Plan({ parts, keywords, requests }: { parts: readonly Part[]; keywords: number; requests: number }) {
  if (parts.length === 0) return <Alert>There are no keywords to cluster here. Import or add some first.</Alert>;
  return (
    <div className="grid gap-2">
      <p>
        <strong className="font-semibold">{count(keywords, "keyword")}</strong> in {count(requests, "request")} of up to {KEYWORDS_A_REQUEST} to the model. What is not used is given back.
      </p>
      {parts.length > 1 ? (
        <ul className="grid gap-1">
          {parts.map(({ sector, count: size }) => (
            <li key={sector.id} className="flex justify-between gap-3">
              <span className="truncate">{sector.name}</span>
              <span className="tabular text-muted">{count(size, "keyword")}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {parts.some(({ what, count: size }) => what.kind === "new" && size > MOST_CLUSTERED) ? <Alert>One run takes {count(MOST_CLUSTERED, "keyword")}: those with the best priority come first.</Alert> : null}
    </div>
  );
}
