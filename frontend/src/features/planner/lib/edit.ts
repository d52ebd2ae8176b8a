/** Changes to keywords that show at once and can be taken back. */
import { undoable } from "@/shared/ui/toast";

import { type Keyword, type KeywordChanges, updateKeyword, updateKeywords } from "../api/keywords";

/** Fields that are changed with a click, and what they were: enough to take the change back. */
type Before = Required<Pick<Keyword, "intent" | "status" | "cluster_id">>;
const before = ({ intent, status, cluster_id }: Before): Before => ({ intent, status, cluster_id });

/** What the row looks like after the change; leaving the cluster follows from some statuses. */
export function after(changes: KeywordChanges): Partial<Keyword> {
  const leaves = changes.status === "new" || changes.status === "archived" || changes.cluster_id === null;
  return { ...changes, ...(leaves ? { cluster_id: null, cluster_name: null } : {}) };
}

/** What brings a row back to what it was. */
export function undoing(row: Before, changes: KeywordChanges): KeywordChanges {
  const was = before(row);
  if (changes.status === undefined && changes.cluster_id === undefined) return { intent: was.intent };
  // The cluster first, then the status: archived keywords are in none.
  return { ...(was.cluster_id === null ? {} : { cluster_id: was.cluster_id }), status: was.status, ...(changes.intent === undefined ? {} : { intent: was.intent }) };
}

export interface EditTools {
  patchRow: (id: string, changes: Partial<Keyword>) => () => void;
  changed: () => Promise<unknown>;
}

/** Change one keyword; a refusal brings the row back. @returns whether the server agreed */
export async function editOne(row: Keyword, changes: KeywordChanges, message: string, { patchRow, changed }: EditTools): Promise<boolean> {
  const rollBack = patchRow(row.id, after(changes));
  const isDone = await undoable({
    message,
    run: () => updateKeyword(row.id, changes),
    undo: async () => {
      await updateKeyword(row.id, undoing(row, changes));
      rollBack();
      await changed();
    },
  });
  if (isDone) await changed();
  else rollBack();
  return isDone;
}

/** Change many of which every row is known, so that each can get back what it had. */
export async function editMany(rows: readonly Keyword[], changes: KeywordChanges, message: string, { patchRow, changed }: EditTools): Promise<boolean> {
  const rollBacks = rows.map((row) => patchRow(row.id, after(changes)));
  const rollBack = () => rollBacks.forEach((back) => back());
  const isDone = await undoable({
    message,
    run: () => updateKeywords({ ids: rows.map((row) => row.id) }, changes),
    undo: async () => {
      for (const { ids, changes: back } of grouped(rows, changes)) await updateKeywords({ ids }, back);
      rollBack();
      await changed();
    },
  });
  if (isDone) await changed();
  else rollBack();
  return isDone;
}

/** Rows that get back the same, together: one request each. */
export function grouped(rows: readonly (Before & { id: string })[], changes: KeywordChanges): { ids: string[]; changes: KeywordChanges }[] {
  const groups = new Map<string, { ids: string[]; changes: KeywordChanges }>();
  for (const row of rows) {
    const back = undoing(row, changes);
    const name = JSON.stringify(back);
    const group = groups.get(name) ?? { ids: [], changes: back };
    group.ids.push(row.id);
    groups.set(name, group);
  }
  return [...groups.values()];
}
