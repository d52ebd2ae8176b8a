import { useQueryClient } from "@tanstack/react-query";
import { Archive, ChevronDown, Download, FolderInput, Sparkles, Tag, Trash2 } from "lucide-react";
import { useState } from "react";

import { useEstimate } from "@/shared/entities/credits";
import { useCurrentSite } from "@/shared/entities/site";
import { count, number } from "@/shared/lib/format";
import { INTENT, statusWord } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { costWords } from "@/shared/ui/credits";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/shared/ui/menu";
import type { BulkTools } from "@/shared/ui/table/data-table";
import { type Selection, selectionBody } from "@/shared/ui/table/selection";
import type { ListSource } from "@/shared/ui/table/types";
import { toast, toastError } from "@/shared/ui/toast";

import { deleteKeywords, type Keyword, type KeywordChanges, keywordsChanged, updateKeywords } from "../api/keywords";
import { clusterWhat, commonSector, isTooMany, MOST_BY_FILTER, MOST_IDS, requestsFor } from "../lib/bulk";
import { editMany } from "../lib/edit";
import { exportKeywords } from "../lib/export";
import { ClusterDialog } from "./cluster-dialog";
import { MoveDialog } from "./move-dialog";

interface BulkActionsProps {
  selection: Selection;
  tools: BulkTools;
  source: Pick<ListSource<Keyword>, "rowAt" | "indexOf" | "patchRow" | "removeRows">;
}

/** What can be done with the selected keywords. */
export function BulkActions({ selection, tools, source }: BulkActionsProps) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const confirm = useConfirm();
  const [dialog, setDialog] = useState<"cluster" | "move" | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const estimate = useEstimate("auto_cluster", requestsFor(tools.count));
  const words = count(tools.count, "keyword");
  const rows = selection.mode === "some" ? [...selection.ids].map((id) => source.rowAt(source.indexOf(id))) : [];
  const changed = () => keywordsChanged(client, site.id);
  const isOff = isBusy || isTooMany(selection);

  const change = async (changes: KeywordChanges, done: string) => {
    setIsBusy(true);
    try {
      const known = rows.filter((row) => row !== undefined);
      if (selection.mode === "some" && known.length === selection.ids.size) {
        if (await editMany(known, changes, `${words} ${done}`, { patchRow: source.patchRow, changed })) tools.clear();
        return;
      }
      // What each of them had is not known here, so it could not be taken back.
      if (!(await confirm({ title: `Change ${words}?`, body: "This cannot be undone in one step.", confirm: `Change ${words}` }))) return;
      const size = await updateKeywords(selectionBody(selection), changes);
      toast.success(`${count(size, "keyword")} ${done}`);
      tools.clear();
      await changed();
    } catch (error) {
      toastError(error);
    } finally {
      setIsBusy(false);
    }
  };
  const remove = async () => {
    const yes = await confirm({
      title: `Delete ${words}?`,
      body: "They are gone for good, with their figures. Archive them instead to keep them out of sight.",
      confirm: `Delete ${words}`,
      danger: true,
      ...(tools.count > 100 ? { typed: "delete" } : {}),
    });
    if (!yes) return;
    setIsBusy(true);
    const restore = selection.mode === "some" ? source.removeRows([...selection.ids]) : () => undefined;
    try {
      const size = await deleteKeywords(selectionBody(selection));
      toast.success(`${count(size, "keyword")} deleted`);
      tools.clear();
      await changed();
    } catch (error) {
      restore();
      toastError(error);
    } finally {
      setIsBusy(false);
    }
  };
  const sector = selection.mode === "some" ? (commonSector(rows) ?? undefined) : selection.filters.sector_id;

  return (
    <>
      {isTooMany(selection) ? <span className="text-sm text-muted">At most {number(selection.mode === "all" ? MOST_BY_FILTER : MOST_IDS)} at once: narrow the list with filters.</span> : null}
      <Button variant="primary" size="sm" icon={Sparkles} onClick={() => setDialog("cluster")}>
        <span>
          Cluster{estimate ? <span className="font-normal opacity-90">: {costWords(estimate.credits)}</span> : null}
        </span>
      </Button>
      <Button size="sm" icon={Archive} disabled={isOff} onClick={() => void change({ status: "archived" }, "archived")}>
        Archive
      </Button>
      <Menu
        align="start"
        side="top"
        trigger={
          <Button size="sm" icon={Tag} disabled={isOff}>
            Change
            <ChevronDown className="size-3.5" aria-hidden="true" />
          </Button>
        }
      >
        <MenuLabel>Intent</MenuLabel>
        {Object.entries(INTENT).map(([value, { label, explain }]) => (
          <MenuItem key={value} hint={explain} onSelect={() => void change({ intent: value as keyof typeof INTENT }, `marked as ${label.toLowerCase()}`)}>
            {label}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuLabel>Status</MenuLabel>
        <MenuItem hint="Takes them out of their clusters." onSelect={() => void change({ status: "new" }, "marked as new")}>
          {statusWord("keyword", "new").label}
        </MenuItem>
        <MenuItem hint="A page is there or planned for them." onSelect={() => void change({ status: "used" }, "marked as used")}>
          {statusWord("keyword", "used").label}
        </MenuItem>
      </Menu>
      <Button size="sm" icon={FolderInput} disabled={isOff} onClick={() => setDialog("move")}>
        Move to cluster
      </Button>
      {selection.mode === "all" && selection.except.size === 0 ? (
        <Button size="sm" icon={Download} onClick={() => void exportKeywords(selection.filters)}>
          Export
        </Button>
      ) : null}
      <Button size="sm" variant="ghost" icon={Trash2} className="hover:text-danger" disabled={isOff} onClick={() => void remove()}>
        Delete
      </Button>
      {dialog === "cluster" ? <ClusterDialog what={clusterWhat(selection)} rows={rows} onClose={() => setDialog(null)} onStarted={tools.clear} /> : null}
      {dialog === "move" ? (
        <MoveDialog
          size={tools.count}
          sectorId={sector}
          onClose={() => setDialog(null)}
          onMove={async (cluster) => {
            const size = await updateKeywords(selectionBody(selection), { cluster_id: cluster.id });
            toast.success(`${count(size, "keyword")} moved to “${cluster.name}”`);
            tools.clear();
            await changed();
          }}
        />
      ) : null}
    </>
  );
}
