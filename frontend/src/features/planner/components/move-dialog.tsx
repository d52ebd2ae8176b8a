import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { useCurrentSite } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";

import { clusterChoicesQuery } from "../api/clustering";

interface MoveDialogProps {
  /** How many keywords are moved. */
  size: number;
  sectorId?: string | undefined;
  /** @throws what the server refuses with; it is shown here */
  onMove: (cluster: { id: string; name: string }) => Promise<unknown>;
  onClose: () => void;
}

/** Choose the cluster keywords are put into by hand. */
export function MoveDialog({ size, sectorId, onMove, onClose }: MoveDialogProps) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const [cluster, setCluster] = useState<{ id: string; name: string } | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [isMoving, setIsMoving] = useState(false);
  const search = async (text: string) => {
    const rows = await client.query(clusterChoicesQuery(site.id, { search: text, ...(sectorId ? { sectorId } : {}) }));
    return rows.map((row) => ({
      value: row.id,
      label: row.name,
      description: row.is_locked ? "Locked: unlock it first" : count(row.keyword_count, "keyword"),
      disabled: row.is_locked,
    }));
  };
  const move = async () => {
    if (cluster === null) return;
    setIsMoving(true);
    setError(null);
    try {
      await onMove(cluster);
      onClose();
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setIsMoving(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={`Move ${count(size, "keyword")} to a cluster`}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={cluster === null} loading={isMoving} onClick={() => void move()}>
            Move {count(size, "keyword")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {error ? <Alert tone="danger">{error.message}</Alert> : null}
        <Field label="Cluster" hint="They stay there: a later clustering run moves only keywords that are selected for it.">
          <Combobox
            value={cluster?.id ?? null}
            selected={cluster ? { value: cluster.id, label: cluster.name } : null}
            onValueChange={(value, option) => setCluster(value !== null && option ? { id: value, name: option.label } : null)}
            search={search}
            searchPlaceholder="Search clusters"
            emptyText="No cluster has this name."
          />
        </Field>
      </div>
    </Dialog>
  );
}
