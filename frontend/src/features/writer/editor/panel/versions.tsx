import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bot, Link2, type LucideIcon, PenLine, RefreshCw, RotateCcw, Sparkles } from "lucide-react";
import { useState } from "react";

import { useCurrentSite } from "@/shared/entities/site";
import { cn } from "@/shared/lib/cn";
import { count } from "@/shared/lib/format";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { Dialog } from "@/shared/ui/dialog";
import { EmptyState } from "@/shared/ui/empty-state";
import { QueryState } from "@/shared/ui/query-state";
import { Select } from "@/shared/ui/select";
import { Time } from "@/shared/ui/time";
import { toastError, undoable } from "@/shared/ui/toast";

import { contentChanged, restoreVersion, type VersionRow, versionQuery, versionsQuery } from "../../api/content";
import { Diff } from "../lazy-diff";
import { SkeletonText } from "../skeleton";
import { useDesk, useDeskState } from "../use-desk";

const CAUSES: Record<VersionRow["cause"], { icon: LucideIcon; label: string }> = {
  ai: { icon: Sparkles, label: "Written by AI" },
  human: { icon: PenLine, label: "Edited" },
  link: { icon: Link2, label: "Links changed" },
  optimize: { icon: RefreshCw, label: "Optimised" },
  sync: { icon: Bot, label: "Changed at the destination" },
  restore: { icon: RotateCcw, label: "Restored" },
};

interface Pair {
  before: number;
  after: number;
}

/** Everything the text has been, and the way back. */
export function Versions({ canEdit }: { canEdit: boolean }) {
  const site = useCurrentSite();
  const desk = useDesk();
  const content = useDeskState((state) => state.content);
  const query = useQuery(versionsQuery(site.id, content.id));
  const [pair, setPair] = useState<Pair | null>(null);
  const [chosen, setChosen] = useState<number[]>([]);
  // Read anew when something here has cleared it.
  const [, setCleared] = useState(0);
  const aside = desk.aside.read();
  const clearAside = (): void => {
    desk.aside.clear();
    setCleared((count) => count + 1);
  };
  const restore = useRestore();

  const toggle = (number: number): void => setChosen((now) => (now.includes(number) ? now.filter((one) => one !== number) : [...now.slice(-1), number]));
  return (
    <div className="grid gap-4">
      {aside && canEdit ? (
        <div className="grid gap-2 rounded-lg border border-dashed p-3">
          <p>
            Your text from <Time value={aside.at} /> was laid aside on this device when you took somebody else&rsquo;s.
          </p>
          <div className="flex gap-2">
            <Button
              size="sm"
              onClick={() => {
                desk.put(aside.fields);
                clearAside();
              }}
            >
              Bring it back
            </Button>
            <Button size="sm" variant="ghost" onClick={clearAside}>
              Forget it
            </Button>
          </div>
        </div>
      ) : null}
      <QueryState query={query} compact skeleton={<SkeletonText />} empty={<EmptyState compact icon={PenLine} title="No versions yet" body="Every change of the text will be kept here." />}>
        {(versions) => (
          <>
            <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
              <p className="text-sm text-muted">{chosen.length === 0 ? "Choose two to compare them." : chosen.length === 1 ? "Choose one more." : `Version ${Math.min(...chosen)} and ${Math.max(...chosen)}`}</p>
              <Button size="sm" disabled={chosen.length !== 2} onClick={() => setPair({ before: Math.min(...chosen), after: Math.max(...chosen) })}>
                Compare
              </Button>
            </div>
            <ol className="-mx-2 grid">
              {versions.map((version, index) => (
                <Row
                  key={version.number}
                  version={version}
                  isCurrent={version.number === content.current_version}
                  isLive={version.number === content.published_version}
                  isApproved={version.number === content.approved_version}
                  isChosen={chosen.includes(version.number)}
                  onChoose={() => toggle(version.number)}
                  onCompare={() => setPair({ before: versions[index + 1]?.number ?? version.number, after: version.number })}
                  hasBefore={index + 1 < versions.length}
                  {...(canEdit && version.number !== content.current_version ? { onRestore: () => void restore(version.number) } : {})}
                />
              ))}
            </ol>
            {pair ? <CompareDialog pair={pair} versions={versions} onPair={setPair} {...(canEdit ? { onRestore: restore } : {})} /> : null}
          </>
        )}
      </QueryState>
    </div>
  );
}

interface RowProps {
  version: VersionRow;
  isCurrent: boolean;
  isLive: boolean;
  isApproved: boolean;
  isChosen: boolean;
  hasBefore: boolean;
  onChoose: () => void;
  onCompare: () => void;
  onRestore?: () => void;
}

function Row({ version, isCurrent, isLive, isApproved, isChosen, hasBefore, onChoose, onCompare, onRestore }: RowProps) {
  const cause = CAUSES[version.cause];
  const who = version.actor_name ?? (version.actor_kind === "user" ? "Somebody" : "Automation");
  return (
    <li className={cn("flex gap-2.5 rounded-md px-2 py-2", isChosen && "bg-accent-soft")}>
      <input type="checkbox" aria-label={`Choose version ${version.number} to compare`} checked={isChosen} onChange={onChoose} className="mt-1 size-4 shrink-0 accent-(--accent) touch:size-5" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">Version {version.number}</span>
          {isCurrent ? <Badge>Newest</Badge> : null}
          {isApproved ? <Badge tone="info">Approved</Badge> : null}
          {isLive ? <Badge tone="success">Live</Badge> : null}
        </p>
        <p className="flex items-center gap-1.5 text-sm text-muted">
          <cause.icon className="size-3.5 shrink-0" aria-hidden="true" />
          <span className="min-w-0 truncate">
            {cause.label} by {who}
          </span>
        </p>
        <p className="tabular text-sm text-muted">
          <Time value={version.created_at} />, {count(version.word_count, "word")}
          {version.credits > 0 ? `, ${count(version.credits, "credit")}` : ""}
        </p>
        {version.note ? <p className="text-sm break-words">{version.note}</p> : null}
        <div className="flex gap-3 pt-0.5">
          {hasBefore ? (
            <Button variant="link" size="sm" onClick={onCompare}>
              What changed
            </Button>
          ) : null}
          {onRestore ? (
            <Button variant="link" size="sm" onClick={onRestore}>
              Restore
            </Button>
          ) : null}
        </div>
      </div>
    </li>
  );
}

interface CompareProps {
  pair: Pair;
  versions: readonly VersionRow[];
  onPair: (pair: Pair | null) => void;
  onRestore?: (number: number) => Promise<boolean>;
}

function CompareDialog({ pair, versions, onPair, onRestore }: CompareProps) {
  const site = useCurrentSite();
  const { id, current_version } = useDeskState((state) => state.content);
  const before = useQuery(versionQuery(site.id, id, pair.before));
  const after = useQuery(versionQuery(site.id, id, pair.after));
  const options = versions.map((one) => ({ value: String(one.number), label: `Version ${String(one.number)}`, description: CAUSES[one.cause].label }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onPair(null)}
      size="xl"
      title="Compare versions"
      footer={
        <>
          {onRestore && pair.before !== current_version ? (
            <Button
              onClick={() =>
                void onRestore(pair.before).then((done) => {
                  if (done) onPair(null);
                })
              }
            >
              Restore version {pair.before}
            </Button>
          ) : null}
          <Button variant="primary" onClick={() => onPair(null)}>
            Close
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <Select aria-label="From version" value={String(pair.before)} onValueChange={(value) => onPair({ ...pair, before: Number(value) })} options={options} className="w-40" />
          <span className="text-muted">to</span>
          <Select aria-label="To version" value={String(pair.after)} onValueChange={(value) => onPair({ ...pair, after: Number(value) })} options={options} className="w-40" />
        </div>
        <QueryState query={before} compact skeleton={<SkeletonText />}>
          {(old) => (
            <QueryState query={after} compact skeleton={<SkeletonText />}>
              {(now) => <Diff before={old} after={now} />}
            </QueryState>
          )}
        </QueryState>
      </div>
    </Dialog>
  );
}

/** Brings a version back after a question, and offers to take that back. */
export function useRestore(): (number: number) => Promise<boolean> {
  const desk = useDesk();
  const client = useQueryClient();
  const confirm = useConfirm();
  const { mutateAsync } = useMutation({
    mutationFn: async ({ number }: { number: number }) => {
      if (!(await desk.autosave.flush())) throw new Error("Your last changes are not saved yet. Restore when they are.");
      const from = desk.state.content;
      const content = await restoreVersion(from.id, number, desk.autosave.getState().version);
      desk.show(content);
      contentChanged(client, content);
      return content;
    },
  });
  return async (number) => {
    const from = desk.state.content;
    const isSettled = from.approved_version === from.current_version;
    const yes = await confirm({
      title: `Restore version ${String(number)}?`,
      body: `It becomes the newest version; the ones after it stay in the list.${isSettled ? " The approval of the version there is now is taken back." : ""}`,
      confirm: `Restore version ${String(number)}`,
    });
    if (!yes) return false;
    try {
      const before = desk.autosave.getState().version;
      return await undoable({ message: `Version ${String(number)} is back`, run: () => mutateAsync({ number }), undo: () => mutateAsync({ number: before }) });
    } catch (error) {
      toastError(error);
      return false;
    }
  };
}
