import { useQueryClient } from "@tanstack/react-query";
import { Archive, Lightbulb, Lock, LockOpen, Merge, MoreHorizontal, Trash2 } from "lucide-react";
import { useState } from "react";

import { useEstimate } from "@/shared/entities/credits";
import { count } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { costWords } from "@/shared/ui/credits";
import { Menu, MenuItem, MenuSeparator } from "@/shared/ui/menu";
import type { BulkTools } from "@/shared/ui/table/data-table";
import type { Selection } from "@/shared/ui/table/selection";
import type { ListSource } from "@/shared/ui/table/types";
import { toast, toastError } from "@/shared/ui/toast";

import { type Cluster, clustersChanged, deleteClusters, MOST_CLUSTERS, MOST_IDEA_CLUSTERS, MOST_MERGED } from "../api/clusters";
import { selectedRows } from "../lib/selected";
import { setLock, setStatus } from "./edit";
import { MakeIdeasDialog } from "./make-ideas-dialog";
import { MergeDialog } from "./merge-dialog";

interface ClusterBulkProps {
  selection: Selection;
  tools: BulkTools;
  source: ListSource<Cluster>;
}

/** What can be done with the selected clusters. */
export function ClusterBulk({ selection, tools, source }: ClusterBulkProps) {
  const client = useQueryClient();
  const confirm = useConfirm();
  const [dialog, setDialog] = useState<{ kind: "ideas" | "merge"; rows: readonly Cluster[] } | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const estimate = useEstimate("generate_ideas", Math.min(tools.count, MOST_IDEA_CLUSTERS));
  const words = count(tools.count, "cluster");
  const edits = { patchRow: source.patchRow, changed: () => clustersChanged(client) };

  const withRows = async (run: (rows: Cluster[]) => unknown) => {
    setIsBusy(true);
    try {
      await run(await selectedRows(source, selection));
    } catch (error) {
      toastError(error);
    } finally {
      setIsBusy(false);
    }
  };
  const remove = (rows: readonly Cluster[]) => removeClusters(rows, { confirm, source, changed: edits.changed, onDone: tools.clear });
  const tooMany = tools.count > MOST_CLUSTERS;
  return (
    <>
      <Button variant="primary" size="sm" icon={Lightbulb} loading={isBusy} disabled={tools.count > MOST_IDEA_CLUSTERS} onClick={() => void withRows((rows) => setDialog({ kind: "ideas", rows }))}>
        <span>
          Make ideas for {words}
          {estimate && tools.count <= MOST_IDEA_CLUSTERS ? <span className="font-normal opacity-90">: {costWords(estimate.credits)}</span> : null}
        </span>
      </Button>
      {tools.count > 1 ? (
        <Button size="sm" icon={Merge} disabled={isBusy || tools.count > MOST_MERGED} onClick={() => void withRows((rows) => setDialog({ kind: "merge", rows }))}>
          Merge
        </Button>
      ) : null}
      <Button size="sm" icon={Archive} disabled={isBusy || tooMany} onClick={() => void withRows(async (rows) => (await setStatus(rows, "archived", `${words} archived`, edits)) && tools.clear())}>
        Archive
      </Button>
      <Menu
        side="top"
        trigger={
          <Button size="sm" icon={MoreHorizontal} disabled={isBusy}>
            More
          </Button>
        }
      >
        <MenuItem icon={Lock} hint="No run, merge or split changes them." onSelect={() => void withRows((rows) => setLock(rows, true, `${words} locked`, edits))}>
          Lock
        </MenuItem>
        <MenuItem icon={LockOpen} onSelect={() => void withRows((rows) => setLock(rows, false, `${words} unlocked`, edits))}>
          Unlock
        </MenuItem>
        <MenuItem onSelect={() => void withRows((rows) => setStatus(rows, "active", `${words} taken up again`, edits))}>Take up again</MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} danger disabled={tooMany} onSelect={() => void withRows(remove)}>
          Delete {words}…
        </MenuItem>
      </Menu>
      {dialog?.kind === "ideas" ? <MakeIdeasDialog clusters={dialog.rows} onClose={() => setDialog(null)} onStarted={tools.clear} /> : null}
      {dialog?.kind === "merge" ? (
        <MergeDialog
          rows={dialog.rows}
          onClose={() => setDialog(null)}
          onDone={() => {
            setDialog(null);
            tools.clear();
          }}
        />
      ) : null}
    </>
  );
}

interface RemoveTools {
  confirm: ReturnType<typeof useConfirm>;
  source?: Pick<ListSource<Cluster>, "removeRows">;
  changed: () => Promise<unknown>;
  onDone: () => void;
}

/** After a question that says what is lost. All of them or none. */
export async function removeClusters(rows: readonly Cluster[], { confirm, source, changed, onDone }: RemoveTools): Promise<void> {
  const [only] = rows;
  const words = rows.length === 1 && only ? `“${only.name}”` : count(rows.length, "cluster");
  const keywords = rows.reduce((sum, row) => sum + row.keyword_count, 0);
  const ideas = rows.reduce((sum, row) => sum + row.idea_count, 0);
  const lost = ideas > 0 ? ` ${count(ideas, "idea")} ${ideas === 1 ? "goes" : "go"} with ${rows.length === 1 ? "it" : "them"}.` : "";
  const isSure = await confirm({
    title: `Delete ${words}?`,
    body: `${keywords > 0 ? `Its ${count(keywords, "keyword")} ${keywords === 1 ? "becomes" : "become"} new again.`.replace("Its", rows.length === 1 ? "Its" : "Their") : ""}${lost} Archive instead to keep everything.`.trim(),
    confirm: rows.length === 1 ? "Delete the cluster" : `Delete ${words}`,
    danger: true,
  });
  if (!isSure) return;
  const restore = source?.removeRows(rows.map((row) => row.id));
  try {
    const gone = await deleteClusters(rows.map((row) => row.id));
    toast.success(`${count(gone, "cluster")} deleted`);
    onDone();
    await changed();
  } catch (error) {
    restore?.();
    toastError(error);
  }
}
