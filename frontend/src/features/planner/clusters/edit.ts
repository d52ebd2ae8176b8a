/** Changes to clusters that show at once and can be taken back. */
import { undoable } from "@/shared/ui/toast";

import { type Cluster, type ClusterPatch, type ClusterStatus, lockCluster, setClusterStatus, updateCluster } from "../api/clusters";

export interface EditTools {
  patchRow: (id: string, changes: Partial<Cluster>) => () => void;
  changed: () => Promise<unknown>;
}

interface Step {
  rows: readonly Cluster[];
  changes: Partial<Cluster>;
  message: string;
  run: () => Promise<unknown>;
  undo: () => Promise<unknown>;
}

async function optimistic({ rows, changes, message, run, undo }: Step, { patchRow, changed }: EditTools): Promise<boolean> {
  const backs = rows.map((row) => patchRow(row.id, changes));
  const rollBack = () => backs.forEach((back) => back());
  const isDone = await undoable({
    message,
    run,
    undo: async () => {
      await undo();
      rollBack();
      await changed();
    },
  });
  if (isDone) await changed();
  else rollBack();
  return isDone;
}

/** @returns whether the server agreed */
export function rename(row: Cluster, name: string, tools: EditTools): Promise<boolean> {
  return optimistic({ rows: [row], changes: { name }, message: `Renamed to “${name}”`, run: () => updateCluster(row.id, { name }), undo: () => updateCluster(row.id, { name: row.name }) }, tools);
}

/** Intent, role, pillar or description of one. */
export function edit(row: Cluster, changes: ClusterPatch, message: string, tools: EditTools): Promise<boolean> {
  // A pillar has no pillar of its own, so role and pillar come back together.
  const back: ClusterPatch = Object.fromEntries(Object.keys(changes).map((name) => [name, row[name as keyof Cluster]]));
  const withPillar = "role" in changes && row.role === "spoke" ? { ...back, pillar_id: row.pillar_id } : back;
  return optimistic({ rows: [row], changes, message, run: () => updateCluster(row.id, changes), undo: () => updateCluster(row.id, withPillar) }, tools);
}

export function setLock(rows: readonly Cluster[], isLocked: boolean, message: string, tools: EditTools): Promise<boolean> {
  const others = rows.filter((row) => row.is_locked !== isLocked);
  const all = (locked: boolean) => Promise.all(others.map((row) => lockCluster(row.id, locked)));
  return optimistic({ rows: others, changes: { is_locked: isLocked }, message, run: () => all(isLocked), undo: () => all(!isLocked) }, tools);
}

export function setStatus(rows: readonly Cluster[], status: ClusterStatus, message: string, tools: EditTools): Promise<boolean> {
  const others = rows.filter((row) => row.status !== status);
  const ids = others.map((row) => row.id);
  const before: ClusterStatus = status === "active" ? "archived" : "active";
  return optimistic({ rows: others, changes: { status }, message, run: () => setClusterStatus(ids, status), undo: () => setClusterStatus(ids, before) }, tools);
}
