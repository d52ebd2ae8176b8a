import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { api, item } from "@/shared/api/client";
import { count } from "@/shared/lib/format";
import { useConfirm } from "@/shared/ui/confirm";
import { toast, toastError } from "@/shared/ui/toast";

import { integrationsChanged, type SyncedItem } from "../api/integrations";

import { choiceWords, type DeletionChoice } from "./choices";
import { decideMany } from "./decide-many";

const decideOne = (id: string, choice: DeletionChoice) => item(api.POST("/api/v1/integration/items/{id}/resolve-deletion/", { params: { path: { id } }, body: { choice } }));
const unarchive = (id: string) => item(api.POST("/api/v1/writer/content/{id}/unarchive/", { params: { path: { id } } }));

/** Decide about deletions, one or many at a time; what failed is told at its row. */
export function useDeletions(siteId: string) {
  const client = useQueryClient();
  const confirm = useConfirm();
  const [failed, setFailed] = useState<ReadonlyMap<string, string>>(new Map());

  const bringBack = async (rows: readonly SyncedItem[]): Promise<void> => {
    const ids = rows.flatMap((row) => (row.content_id === null ? [] : [row.content_id]));
    const back = await decideMany(ids, unarchive);
    integrationsChanged(client, siteId);
    if (back.failed.size > 0) toast.error(`${count(back.failed.size, "text")} could not be brought back`, { description: [...back.failed.values()][0] });
    else toast.info(ids.length === 1 ? "It is back as a draft" : `${count(ids.length, "text")} are back as drafts`);
  };
  const run = useMutation({
    mutationFn: ({ rows, choice }: { rows: readonly SyncedItem[]; choice: DeletionChoice }) => decideMany(rows.map((row) => row.id), (id) => decideOne(id, choice)),
    onSuccess: (result, { rows, choice }) => {
      setFailed((before) => new Map([...[...before].filter(([id]) => !rows.some((row) => row.id === id)), ...result.failed]));
      integrationsChanged(client, siteId);
      const done = rows.filter((row) => result.done.includes(row.id));
      const [only] = done;
      if (result.failed.size > 0) toast.error(`${count(result.failed.size, "text")} could not be decided`, { description: [...result.failed.values()][0] });
      if (only === undefined) return;
      const words = choiceWords(choice).done;
      toast.success(done.length === 1 ? `“${only.title}” is ${words.replace("drafts", "a draft")}` : `${count(done.length, "text")} ${words}`, choice === "archive" ? { durationMs: 8000, action: { label: "Bring back as a draft", onClick: () => void bringBack(done) } } : {});
    },
    onError: (error) => toastError(error),
  });
  const decide = async (rows: readonly SyncedItem[], choice: DeletionChoice): Promise<boolean> => {
    const [only] = rows;
    if (only === undefined) return false;
    if (choice === "republish") {
      const what = rows.length === 1 ? `“${only.title}”` : count(rows.length, "text");
      const isSure = await confirm({
        title: `Publish ${what} again?`,
        body: rows.length === 1 ? "Somebody deleted it on the website. Readers will find it there again, as a new post." : "Somebody deleted them on the website. Readers will find them there again, as new posts.",
        confirm: rows.length === 1 ? "Publish it again" : `Publish ${count(rows.length, "text")} again`,
      });
      if (!isSure) return false;
    }
    run.mutate({ rows, choice });
    return true;
  };
  return { decide, failed, isBusy: run.isPending, busy: run.isPending ? run.variables.rows : [] };
}
