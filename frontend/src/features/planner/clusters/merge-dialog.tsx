import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";

import { useCurrentSite } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Button, IconButton } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { DefinitionList } from "@/shared/ui/definition-list";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Num } from "@/shared/ui/number";
import { Select } from "@/shared/ui/select";
import { toast } from "@/shared/ui/toast";

import { clusterChoicesQuery } from "../api/clustering";
import { type Cluster, clustersChanged, mergeClusters } from "../api/clusters";
import { NO_VOLUME } from "./columns";
import { mergePlan } from "./plan";

interface MergeDialogProps {
  rows: readonly Cluster[];
  /** More can be searched for: from the page of one cluster. */
  canAdd?: boolean;
  onClose: () => void;
  /** @param kept the cluster that holds everything now */
  onDone: (kept: Cluster) => void;
}

/** Which clusters become one, and what stays of them. */
export function MergeDialog({ rows, canAdd = false, onClose, onDone }: MergeDialogProps) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const [all, setAll] = useState<readonly Cluster[]>(rows);
  const [keepId, setKeepId] = useState(() => largest(rows)?.id ?? "");
  const plan = mergePlan(all, keepId);
  const keep = all.find((row) => row.id === keepId);
  const merge = useMutation({
    mutationFn: () => mergeClusters(keepId, plan.sourceIds),
    onSuccess: async (kept) => {
      toast.success(`${count(plan.sourceIds.length, "cluster")} merged into “${kept.name}”`);
      onDone(kept);
      await clustersChanged(client);
    },
  });
  const search = async (text: string) => {
    const found = await client.query(clusterChoicesQuery(site.id, { search: text, ...(keep ? { sectorId: keep.sector_id } : {}) }));
    return found
      .filter((row) => all.every((one) => one.id !== row.id))
      .map((row) => ({ value: row.id, label: row.name, description: row.is_locked ? "Locked: unlock it first" : count(row.keyword_count, "keyword"), disabled: row.is_locked, row }));
  };
  const hasTwo = all.length > 1;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={hasTwo ? `Merge ${count(all.length, "cluster")}` : "Merge with another cluster"}
      description="Their keywords, ideas and texts come together in one. It keeps its name and its address; the others are gone. This cannot be undone in one step."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={plan.refusal !== ""} loading={merge.isPending} onClick={() => merge.mutate()}>
            Merge {count(all.length, "cluster")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {merge.error ? <Alert tone="danger">{merge.error.message}</Alert> : null}
        {hasTwo && plan.refusal !== "" ? <Alert tone="warning">{plan.refusal}</Alert> : null}
        {canAdd ? (
          <Field label="Cluster to take in" hint="Of the same sector. Locked ones stay as they are.">
            <Combobox
              value={null}
              placeholder="Find a cluster"
              searchPlaceholder="Search clusters"
              emptyText="No other cluster has this name."
              search={search}
              onValueChange={(_, option) => {
                if (option && "row" in option) setAll([...all, option.row as Cluster]);
              }}
            />
          </Field>
        ) : null}
        {hasTwo ? (
          <>
            <Field label="The one that stays">
              <Select value={keepId} onValueChange={setKeepId} options={all.map((row) => ({ value: row.id, label: row.name, description: count(row.keyword_count, "keyword") }))} />
            </Field>
            <ul aria-label="Taken in" className="grid gap-1">
              {all
                .filter((row) => row.id !== keepId)
                .map((row) => (
                  <li key={row.id} className="flex items-center gap-2">
                    <span className="min-w-0 flex-1 break-words">{row.name}</span>
                    <span className="shrink-0 text-sm text-muted">{count(row.keyword_count, "keyword")}</span>
                    {rows.includes(row) && rows.length <= 2 ? null : <IconButton size="sm" label={`Leave out ${row.name}`} icon={X} onClick={() => setAll(all.filter((one) => one !== row))} />}
                  </li>
                ))}
            </ul>
            <div className="rounded-md border px-3 py-2.5">
              <p className="mb-2 font-medium">“{keep?.name}” then has</p>
              <DefinitionList
                items={[
                  { term: "Keywords", value: <Num value={plan.keywords} /> },
                  { term: "Searches a month", value: <Num value={plan.volume} unknownReason={NO_VOLUME} /> },
                  { term: "Ideas", value: <Num value={plan.ideas} /> },
                ]}
              />
            </div>
          </>
        ) : null}
      </div>
    </Dialog>
  );
}

function largest(rows: readonly Cluster[]): Cluster | undefined {
  return rows.reduce<Cluster | undefined>((best, row) => (best === undefined || row.keyword_count > best.keyword_count ? row : best), undefined);
}
