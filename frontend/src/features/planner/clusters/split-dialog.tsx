import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { count } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { Num } from "@/shared/ui/number";

import { type Cluster, clustersChanged, splitCluster } from "../api/clusters";
import type { Keyword } from "../api/keywords";
import { NO_VOLUME } from "./columns";
import { splitPlan } from "./plan";

interface SplitDialogProps {
  cluster: Cluster;
  /** Those that leave. */
  keywords: readonly Keyword[];
  onClose: () => void;
  onDone: (made: Cluster) => void;
}

const NAMED = 8;

/** Chosen keywords become a cluster of their own; both are shown before. */
export function SplitDialog({ cluster, keywords, onClose, onDone }: SplitDialogProps) {
  const client = useQueryClient();
  const [name, setName] = useState(() => nameFor(keywords));
  const plan = splitPlan(cluster, keywords, name);
  const split = useMutation({
    mutationFn: () => splitCluster(cluster.id, plan.parts),
    onSuccess: async (rows) => {
      const made = rows.at(-1);
      if (made) onDone(made);
      await clustersChanged(client);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={`Split off ${count(keywords.length, "keyword")}`}
      description="They become a cluster of their own, beside this one. Ideas and texts stay where they are."
      size="lg"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={plan.refusal !== "" || name.trim() === ""} loading={split.isPending} onClick={() => split.mutate()}>
            Split off {count(keywords.length, "keyword")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {split.error ? <Alert tone="danger">{split.error.message}</Alert> : null}
        {plan.refusal === "" ? null : <Alert tone="warning">{plan.refusal}</Alert>}
        <Field label="Name of the new cluster">
          <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Side title={cluster.name} note="stays" {...plan.stays} />
          <Side title={name.trim() || "The new cluster"} note="new" {...plan.moved}>
            <ul className="mt-2 grid gap-0.5 text-sm">
              {keywords.slice(0, NAMED).map((row) => (
                <li key={row.id} className="truncate text-muted">
                  {row.keyword}
                </li>
              ))}
              {keywords.length > NAMED ? <li className="text-faint">and {count(keywords.length - NAMED, "keyword")} more</li> : null}
            </ul>
          </Side>
        </div>
      </div>
    </Dialog>
  );
}

function Side({ title, note, keywords, volume, children }: { title: string; note: string; keywords: number; volume: number | null; children?: React.ReactNode }) {
  return (
    <section className="min-w-0 rounded-md border px-3 py-2.5">
      <h3 className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 truncate font-medium">{title}</span>
        <span className="shrink-0 text-sm text-faint">{note}</span>
      </h3>
      <p className="text-sm text-muted">
        {count(keywords, "keyword")}, <Num value={volume} unknownReason={NO_VOLUME} /> searches a month
      </p>
      {children}
    </section>
  );
}

/** After the keyword most searched. */
function nameFor(keywords: readonly Keyword[]): string {
  const [best] = [...keywords].sort((a, b) => (b.search_volume ?? -1) - (a.search_volume ?? -1));
  const text = best?.keyword ?? "";
  return text.charAt(0).toUpperCase() + text.slice(1);
}
