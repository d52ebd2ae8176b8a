import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Lock, LockOpen, MoreHorizontal, RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";

import { cn } from "@/shared/lib/cn";
import { count, number } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { Menu, MenuItem } from "@/shared/ui/menu";
import { toastError } from "@/shared/ui/toast";

import { contentChanged, lockSection } from "../api/content";

import type { OutlineEntry } from "./text/serialise";
import { useDesk, useDeskState } from "./use-desk";

export interface OutlineProps {
  canEdit: boolean;
  onRewrite: (section: { id: string | null; heading: string }) => void;
  /** After a heading was gone to: a sheet closes. */
  onGone?: () => void;
}

/** The text's headings: where one is, how long each part is, what is locked. */
export function Outline({ canEdit, onRewrite, onGone }: OutlineProps) {
  const desk = useDesk();
  const entries = useDeskState((state) => state.outline);
  const before = useDeskState((state) => state.wordsBefore);
  const words = useDeskState((state) => state.words);
  const characters = useDeskState((state) => state.characters);
  const target = useDeskState((state) => state.content.structure);
  const current = useCurrent(entries);
  const introduction = target.find((one) => one.heading === "");

  const go = (at: number): void => {
    headingAt(desk.textEditor?.view.dom, at, desk)?.scrollIntoView({ block: "start" });
    desk.textEditor?.chain().setTextSelection(at + 1).focus(undefined, { scrollIntoView: false }).run();
    onGone?.();
  };
  return (
    <nav aria-label="Outline" className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <div className="flex items-center justify-between gap-2 pl-2">
        <h2 className="text-sm font-medium text-muted">Outline</h2>
        <span className="tabular text-xs text-faint">{count(words, "word")}</span>
      </div>
      {entries.length === 0 ? <p className="px-2 text-sm text-pretty text-muted">Headings stand here once the text has some. Begin a line with ## and a space to make one.</p> : null}
      <ul className="min-w-0">
        {before > 0 ? (
          <Row label="Introduction" words={before} level={2} isCurrent={current === -1} onGo={() => go(0)} canEdit={canEdit} sectionId={introduction?.id ?? null} isLocked={introduction?.is_locked ?? false} onRewrite={() => onRewrite({ id: introduction?.id ?? null, heading: "the introduction" })} />
        ) : null}
        {entries.map((entry, index) => (
          <Row
            key={`${entry.at}`}
            label={entry.text || "Empty heading"}
            words={entry.words}
            level={entry.level}
            isCurrent={index === current}
            onGo={() => go(entry.at)}
            canEdit={canEdit && entry.level === 2}
            sectionId={entry.sectionId}
            isLocked={entry.sectionId !== null && target.some((one) => one.id === entry.sectionId && one.is_locked)}
            onRewrite={() => onRewrite({ id: entry.sectionId, heading: entry.text })}
          />
        ))}
      </ul>
      {characters > 0 ? <p className="tabular px-2 pt-1 text-xs text-faint">{number(characters)} characters</p> : null}
      {canEdit && words > 0 ? (
        <Button variant="ghost" size="sm" icon={RefreshCw} className="mt-1 justify-start px-2" onClick={() => onRewrite({ id: null, heading: "" })}>
          Rewrite the whole text
        </Button>
      ) : null}
    </nav>
  );
}

interface RowProps {
  label: string;
  words: number;
  level: 2 | 3;
  isCurrent: boolean;
  isLocked: boolean;
  canEdit: boolean;
  sectionId: string | null;
  onGo: () => void;
  onRewrite: () => void;
}

function Row({ label, words, level, isCurrent, isLocked, canEdit, sectionId, onGo, onRewrite }: RowProps) {
  const desk = useDesk();
  const client = useQueryClient();
  const lock = useMutation({
    mutationFn: (id: string) => lockSection(desk.state.content.id, id, !isLocked),
    onSuccess: (content) => {
      desk.receive(content);
      contentChanged(client, content);
    },
    onError: (error) => toastError(error),
  });
  return (
    <li className={cn("group/row relative flex items-center rounded-md hover:bg-text/5 has-[[aria-expanded=true]]:bg-text/5", isCurrent && "bg-text/5")}>
      {isCurrent ? <span className="absolute inset-y-1.5 left-0 w-0.5 rounded-full bg-accent" aria-hidden="true" /> : null}
      <button type="button" aria-current={isCurrent ? "location" : undefined} onClick={onGo} className={cn("flex min-h-7 min-w-0 flex-1 items-baseline gap-2 py-1 pr-1 text-left text-sm touch:min-h-11 touch:items-center", level === 3 ? "pl-5 text-muted" : "pl-2", isCurrent && "font-medium text-text")}>
        <span className="min-w-0 flex-1 truncate" title={label}>
          {label}
        </span>
        {isLocked ? <Lock className="size-3 shrink-0 self-center text-muted" role="img" aria-label="Locked" /> : null}
        <span className="tabular shrink-0 text-xs font-normal text-faint">
          {number(words)}
          <span className="sr-only"> words</span>
        </span>
      </button>
      {canEdit ? (
        <Menu
          trigger={
            <button type="button" aria-label={`Section ${label}: more`} className="grid size-6 shrink-0 place-items-center rounded-md text-faint opacity-0 group-hover/row:opacity-100 hover:text-text focus-visible:opacity-100 aria-expanded:opacity-100 touch:size-11 touch:opacity-100">
              <MoreHorizontal className="size-4" aria-hidden="true" />
            </button>
          }
        >
          <MenuItem icon={RefreshCw} disabled={isLocked || sectionId === null} hint={sectionId === null ? "Once it is saved" : isLocked ? "It is locked" : "You see the result before you take it"} onSelect={onRewrite}>
            Rewrite this section
          </MenuItem>
          <MenuItem icon={isLocked ? LockOpen : Lock} disabled={sectionId === null || lock.isPending} hint={isLocked ? undefined : "Rewriting leaves it as it is"} onSelect={() => sectionId !== null && lock.mutate(sectionId)}>
            {isLocked ? "Unlock" : "Lock"}
          </MenuItem>
        </Menu>
      ) : (
        <span className="w-6 shrink-0 touch:w-11" aria-hidden="true" />
      )}
    </li>
  );
}

function headingAt(dom: HTMLElement | undefined, at: number, desk: ReturnType<typeof useDesk>): Element | null {
  if (!dom) return null;
  if (at === 0) return dom.firstElementChild;
  const node = desk.textEditor?.view.nodeDOM(at);
  return node instanceof Element ? node : null;
}

const READING_LINE = 180;

/** The heading above what is being read: its place in the list, -1 before the first. */
function useCurrent(entries: readonly OutlineEntry[]): number {
  const desk = useDesk();
  const [current, setCurrent] = useState(-1);
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      frame = 0;
      let found = -1;
      entries.forEach((entry, index) => {
        const node = headingAt(desk.textEditor?.view.dom, entry.at, desk);
        if (node && node.getBoundingClientRect().top < READING_LINE) found = index;
      });
      setCurrent(found);
    };
    const soon = (): void => {
      frame ||= requestAnimationFrame(look);
    };
    soon();
    globalThis.addEventListener("scroll", soon, { passive: true });
    return () => {
      globalThis.removeEventListener("scroll", soon);
      cancelAnimationFrame(frame);
    };
  }, [desk, entries]);
  return current;
}
