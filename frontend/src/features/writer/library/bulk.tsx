/** What can be done with the selected texts. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, Check, Download, Send } from "lucide-react";
import { useState } from "react";

import { PublishDialog } from "@/shared/entities/publish-dialog";
import { useCurrentSite } from "@/shared/entities/site";
import { useRole } from "@/shared/entities/me";
import { count } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { downloadFile, saveBlob } from "@/shared/ui/download";
import { Menu, MenuItem, MenuLabel } from "@/shared/ui/menu";
import type { Selection } from "@/shared/ui/table/selection";
import type { ListSource } from "@/shared/ui/table/types";
import { toast, toastError, undoable } from "@/shared/ui/toast";

import { approveVersion, archive, unarchive } from "../api/content";
import { type ContentRow, exportFile, type ExportForm, exportPath, EXPORTS, forEach, textsChanged } from "../api/library";
import { useSelectedRows } from "../selected-rows";
import { fileNames, zip } from "./zip";

const OPEN = new Set<ContentRow["status"]>(["draft", "in_review", "changes_requested"]);
const MOST_EXPORTED = 200;

export function LibraryBulk({ source, selection, onDone }: { source: ListSource<ContentRow>; selection: Selection; onDone: () => void }) {
  const site = useCurrentSite();
  const role = useRole();
  const client = useQueryClient();
  const confirm = useConfirm();
  const { rows, isKnown } = useSelectedRows(source, selection);
  const [publishing, setPublishing] = useState<readonly ContentRow[] | null>(null);
  const mayApprove = atLeast(role, site.publish_policy === "review" ? "admin" : "editor");
  const approvable = rows.filter((row) => OPEN.has(row.status) && row.word_count > 0);
  const archivable = rows.filter((row) => row.status !== "archived" && row.published_version === null);

  const approve = useMutation({
    mutationFn: () => forEach(approvable, (row) => approveVersion(row.id, row.current_version)),
    onSuccess: ({ done, refused }) => {
      textsChanged(client);
      if (done.length > 0) toast.success(`${count(done.length, "article")} approved`);
      if (refused.length > 0) tellRefused(refused, "not approved");
      else onDone();
    },
  });
  const putAway = useMutation({
    mutationFn: async () => {
      let done: ContentRow[] = [];
      await undoable({
        message: `${count(archivable.length, "article")} archived`,
        run: async () => {
          const result = await forEach(archivable, (row) => archive(row.id));
          done = result.done;
          textsChanged(client);
          if (result.refused.length > 0) tellRefused(result.refused, "not archived");
          if (done.length === 0 && result.refused[0]) throw result.refused[0].error;
        },
        undo: async () => {
          await forEach(done, (row) => unarchive(row.id));
          textsChanged(client);
        },
      });
    },
    onSuccess: onDone,
  });
  const exporting = useMutation({
    mutationFn: async (form: ExportForm) => {
      const [only] = rows;
      if (rows.length === 1 && only) {
        await downloadFile(exportPath(only.id, form), `${only.slug}.${form}`);
        return;
      }
      const wanted = rows.slice(0, MOST_EXPORTED);
      const names = new Map(wanted.map((row, index) => [row.id, fileNames(wanted.map((one) => one.title), form)[index] ?? `${row.slug}.${form}`]));
      const files = new Map<string, Uint8Array>();
      const { refused } = await forEach(wanted, async (row) => files.set(row.id, await exportFile(row.id, form)));
      if (refused[0]) throw refused[0].error;
      saveBlob(zip(wanted.map((row) => ({ name: names.get(row.id) ?? row.id, data: files.get(row.id) ?? new Uint8Array() }))), `${site.slug}-content.zip`);
    },
    onError: (error) => toastError(error),
  });
  const askArchive = async (): Promise<void> => {
    const live = rows.length - archivable.length;
    if (archivable.length > 20 || live > 0) {
      const isSure = await confirm({
        title: `Archive ${count(archivable.length, "article")}?`,
        body: live > 0 ? `${count(live, "article")} stay as they are: what is published has to be taken down first.` : "They leave the lists and can be brought back.",
        confirm: `Archive ${count(archivable.length, "article")}`,
      });
      if (!isSure) return;
    }
    putAway.mutate();
  };
  return (
    <>
      {atLeast(role, "editor") ? (
        <>
          <Button size="sm" variant="primary" icon={Send} disabled={!isKnown || rows.length === 0} onClick={() => setPublishing(rows)}>
            Publish…
          </Button>
          {mayApprove ? (
            <Button size="sm" icon={Check} loading={approve.isPending} disabled={!isKnown || approvable.length === 0} onClick={() => approve.mutate()}>
              Approve {approvable.length > 0 ? count(approvable.length, "article") : ""}
            </Button>
          ) : null}
          <Button size="sm" icon={Archive} loading={putAway.isPending} disabled={!isKnown || archivable.length === 0} onClick={() => void askArchive()}>
            Archive
          </Button>
        </>
      ) : null}
      <Menu
        trigger={
          <Button size="sm" icon={Download} loading={exporting.isPending} disabled={!isKnown}>
            Export
          </Button>
        }
      >
        <MenuLabel>{rows.length > 1 ? "The texts, in one ZIP file" : "The text"}</MenuLabel>
        {EXPORTS.map(({ form, label }) => (
          <MenuItem key={form} onSelect={() => exporting.mutate(form)} disabled={rows.length > MOST_EXPORTED} hint={rows.length > MOST_EXPORTED ? `At most ${String(MOST_EXPORTED)} at once` : undefined}>
            {label}
          </MenuItem>
        ))}
      </Menu>
      {publishing ? <PublishDialog content={publishing} open onOpenChange={() => setPublishing(null)} /> : null}
    </>
  );
}

function tellRefused(refused: readonly { row: ContentRow; error: { message: string } }[], what: string): void {
  const [first] = refused;
  if (first) toast.error(`${count(refused.length, "article")} ${what}`, { description: `“${first.row.title}”: ${first.error.message}` });
}
