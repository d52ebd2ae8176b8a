import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Link } from "react-router";

import { useEstimate } from "@/shared/entities/credits";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { RequestKeys } from "@/shared/lib/request-key";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Checkbox } from "@/shared/ui/checkbox";
import { CostButton } from "@/shared/ui/credits";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Num } from "@/shared/ui/number";
import { Segmented } from "@/shared/ui/segmented";
import { toast } from "@/shared/ui/toast";

import { type Cluster, type IdeasStarted, makeIdeas, MOST_IDEA_CLUSTERS } from "../api/clusters";
import { NO_VOLUME } from "./columns";

interface MakeIdeasDialogProps {
  clusters: readonly Cluster[];
  /** Ids ticked at first; all of them without it. */
  chosen?: readonly string[];
  onClose: () => void;
  /** Runs were started and everything there is to say has been read: the selection may go. */
  onStarted?: () => void;
}

const COUNTS = ["1", "2", "3", "4", "5"] as const;
/** Reasons that are a judgement: a person may see it otherwise. */
const ARGUABLE: ReadonlySet<string> = new Set(["CANNIBALISATION", "BRAND_SEARCH"]);

/** Says what ideas cost, starts one run a cluster, and says of those left out why. */
export function MakeIdeasDialog({ clusters, chosen, onClose, onStarted }: MakeIdeasDialogProps) {
  const site = useCurrentSite();
  const path = useSitePath();
  const client = useQueryClient();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(chosen ?? clusters.map((row) => row.id)));
  const [many, setMany] = useState<(typeof COUNTS)[number]>("1");
  const [keys] = useState(() => new RequestKeys());
  const [result, setResult] = useState<IdeasStarted | null>(null);
  const left = result?.skipped.filter(({ code }) => ARGUABLE.has(code)).map((one) => one.cluster_id) ?? [];
  const ids = result === null ? [...ticked] : left;
  const estimate = useEstimate("generate_ideas", ids.length);
  const start = useMutation({
    mutationFn: () => {
      const body = { cluster_ids: ids, count: Number(many), allow_overlap: result !== null };
      return makeIdeas(client, site.id, body, keys.for(body));
    },
    onSuccess: (started) => {
      keys.done();
      const going = started.run_ids.length;
      if (going > 0) toast.info(`Drafting ideas for ${count(going, "cluster")}`, { description: "It goes on if you leave this page." });
      if (started.skipped.length > 0) setResult(started);
      else finish();
    },
  });
  const finish = () => {
    onStarted?.();
    onClose();
  };
  const close = result === null ? onClose : finish;
  const tooMany = ids.length > MOST_IDEA_CLUSTERS;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
      title={result === null ? "Make ideas" : leftOutTitle(result)}
      {...(result === null ? { description: "Each idea is one page: its title, angle, outline and keywords. What exists already is looked at first, so that no two pages answer the same." } : {})}
      footer={
        <>
          <Button onClick={close}>{result === null ? "Cancel" : "Close"}</Button>
          {result !== null && left.length === 0 ? null : (
            <CostButton variant={result === null ? "primary" : "secondary"} estimate={ids.length > 0 ? estimate : undefined} loading={start.isPending} disabled={ids.length === 0 || tooMany} onClick={() => start.mutate()}>
              {result === null ? `Make ideas for ${count(ids.length, "cluster")}` : `Make them all the same for ${count(ids.length, "cluster")}`}
            </CostButton>
          )}
        </>
      }
    >
      <div className="grid gap-4">
        {start.error ? <Alert tone="danger">{start.error.message}</Alert> : null}
        {tooMany ? <Alert tone="warning">At most {count(MOST_IDEA_CLUSTERS, "cluster")} at a time. Take some of them off.</Alert> : null}
        {result === null ? (
          <>
            {clusters.length > 1 ? <Choice clusters={clusters} ticked={ticked} onChange={setTicked} /> : <p className="font-medium">{clusters[0]?.name}</p>}
            <Field label="Ideas a cluster" hint="The price is for a cluster, however many ideas. Clusters a page answers already are left out, free of charge.">
              <Segmented value={many} onValueChange={setMany} options={COUNTS.map((value) => ({ value, label: value }))} />
            </Field>
          </>
        ) : (
          <LeftOut result={result} clusters={clusters} to={(id) => path(`planner/clusters/${id}`)} />
        )}
      </div>
    </Dialog>
  );
}

function leftOutTitle({ run_ids: going, skipped }: IdeasStarted): string {
  const out = `${count(skipped.length, "cluster")} ${skipped.length === 1 ? "was" : "were"} left out`;
  return going.length === 0 ? out : `Drafting ideas for ${count(going.length, "cluster")}; ${out}`;
}

function Choice({ clusters, ticked, onChange }: { clusters: readonly Cluster[]; ticked: ReadonlySet<string>; onChange: (ticked: ReadonlySet<string>) => void }) {
  const id = useId();
  const toggle = (one: string, isOn: boolean) => {
    const next = new Set(ticked);
    if (isOn) next.add(one);
    else next.delete(one);
    onChange(next);
  };
  return (
    <div role="group" aria-labelledby={id} className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <span id={id} className="text-sm font-medium">
          Clusters
        </span>
        <Button variant="link" size="sm" onClick={() => onChange(ticked.size === clusters.length ? new Set() : new Set(clusters.map((row) => row.id)))}>
          {ticked.size === clusters.length ? "Take none" : "Take all"}
        </Button>
      </div>
      <ul className="max-h-64 overflow-y-auto rounded-md border">
        {clusters.map((row) => (
          <li key={row.id} className="flex items-center gap-3 border-b px-3 py-1 last:border-b-0">
            <Checkbox className="min-w-0 flex-1" checked={ticked.has(row.id)} onCheckedChange={(isOn) => toggle(row.id, isOn)} label={<span className="break-words">{row.name}</span>} />
            <span className="shrink-0 text-sm text-muted">
              <Num value={row.total_volume} unknownReason={NO_VOLUME} />
              <span className="sr-only"> searches a month</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function LeftOut({ result, clusters, to }: { result: IdeasStarted; clusters: readonly Cluster[]; to: (id: string) => string }) {
  return (
    <>
      <p className="text-muted">Nothing was charged for {result.skipped.length === 1 ? "it" : "them"}.</p>
      <ul className="grid gap-3">
        {result.skipped.map(({ cluster_id: id, reason }) => (
          <li key={id}>
            <Link to={to(id)} className="font-medium underline decoration-line underline-offset-3 hover:decoration-line-strong">
              {clusters.find((row) => row.id === id)?.name ?? "A cluster"}
            </Link>
            <p className="text-pretty text-muted">{reason}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
