import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { useCurrentSite } from "@/shared/entities/site";
import { optionsOf, PAGE_ROLE } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Textarea } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";

import { type Cluster, type ClusterPatch, fetchClusters } from "../../api/clusters";
import { INTENT_CHOICES } from "../choices";
import { edit, type EditTools } from "../edit";

/** Only what was changed is sent: somebody else may have changed the rest. */
export function patchOf(cluster: Cluster, values: Required<Pick<ClusterPatch, "description" | "intent" | "role" | "pillar_id">>): ClusterPatch {
  const wanted = values.role === "pillar" ? { ...values, pillar_id: null } : values;
  const changed = Object.entries(wanted).filter(([name, value]) => cluster[name as keyof Cluster] !== value);
  // A pillar loses its own pillar by itself.
  return Object.fromEntries(changed.filter(([name]) => !(name === "pillar_id" && values.role === "pillar")));
}

/** Description, intent, role and pillar. */
export function EditClusterDialog({ cluster, tools, onClose }: { cluster: Cluster; tools: EditTools; onClose: () => void }) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const [description, setDescription] = useState(cluster.description);
  const [intent, setIntent] = useState(cluster.intent);
  const [role, setRole] = useState(cluster.role);
  const [pillar, setPillar] = useState(cluster.pillar_id === null ? null : { value: cluster.pillar_id, label: cluster.pillar_name ?? "The pillar" });
  const [isBusy, setIsBusy] = useState(false);
  const changes = patchOf(cluster, { description: description.trim(), intent, role, pillar_id: pillar?.value ?? null });
  const save = async () => {
    setIsBusy(true);
    const isDone = Object.keys(changes).length === 0 || (await edit(cluster, changes, "Cluster changed", tools));
    setIsBusy(false);
    if (isDone) onClose();
  };
  const search = async (text: string) => {
    const params = { site_id: site.id, sector_id: cluster.sector_id, role: "pillar", status: "active", ordering: "name", page_size: "100", ...(text.trim() === "" ? {} : { search: text.trim() }) };
    const { results } = await client.query({ queryKey: ["clusters", site.id, "pillars", params], queryFn: ({ signal }) => fetchClusters(params, signal), staleTime: 30_000 });
    return results.filter((row) => row.id !== cluster.id).map((row) => ({ value: row.id, label: row.name }));
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title="Edit the cluster"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={isBusy} onClick={() => void save()}>
            Save the cluster
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label="Description" optional>
          <Textarea value={description} maxLength={5000} rows={4} onChange={(event) => setDescription(event.target.value)} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Intent">
            <Select value={intent} onValueChange={setIntent} options={INTENT_CHOICES} />
          </Field>
          <Field label="Role">
            <Select value={role} onValueChange={setRole} options={optionsOf(PAGE_ROLE)} />
          </Field>
        </div>
        {role === "spoke" ? (
          <Field label="Pillar" optional hint="The main page this one links to. The next clustering run chooses roles and pillars anew, unless the cluster is locked.">
            <Combobox value={pillar?.value ?? null} selected={pillar} clearable placeholder="No pillar" emptyText="This sector has no other pillar." search={search} onValueChange={(_, option) => setPillar(option)} />
          </Field>
        ) : cluster.role === "spoke" ? null : (
          <p className="text-sm text-muted">The next clustering run chooses roles anew, unless the cluster is locked.</p>
        )}
      </div>
    </Dialog>
  );
}
