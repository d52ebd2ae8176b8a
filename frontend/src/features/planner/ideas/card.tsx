import { Ellipsis, KeyRound, PencilRuler } from "lucide-react";
import type { KeyboardEvent } from "react";

import { IntentBadge } from "@/shared/entities/badges";
import { cn } from "@/shared/lib/cn";
import { count, decimal, plural } from "@/shared/lib/format";
import { CONTENT_TYPE, PAGE_ROLE, statusWord, wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { IconButton } from "@/shared/ui/button";
import { Menu, MenuItem, MenuLabel } from "@/shared/ui/menu";
import { Tooltip } from "@/shared/ui/tooltip";

import type { Idea, IdeaStatus } from "../api/ideas";
import { COLUMNS, refusalOf } from "./board";
import { DRAFT_QUALITY_WORDS } from "./words";

interface IdeaCardProps {
  idea: Idea;
  canMove: boolean;
  isOpen: boolean;
  isDragged: boolean;
  /** One card of the board is reached by Tab; arrow keys go on from there. */
  isTabStop: boolean;
  onOpen: () => void;
  onMove: (to: IdeaStatus) => void;
  onDrag: (isDragged: boolean) => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function IdeaCard({ idea, canMove, isOpen, isDragged, isTabStop, onOpen, onMove, onDrag, onFocus, onKeyDown }: IdeaCardProps) {
  return (
    // Dragging is one of three ways: the card's menu and its keys do the same.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the pointer's short way; keys and buttons do the same
    <li
      draggable={canMove}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", idea.title);
        onDrag(true);
      }}
      onDragEnd={() => onDrag(false)}
      className={cn(
        "group/card relative grid gap-2 rounded-md border bg-surface p-3 transition-colors [contain-intrinsic-size:auto_8rem] [content-visibility:auto] hover:border-line-strong/60 has-[[data-card]:focus-visible]:outline-2 has-[[data-card]:focus-visible]:outline-accent",
        canMove && "cursor-grab active:cursor-grabbing",
        isOpen && "border-accent bg-accent-soft/50",
        isDragged && "opacity-50",
      )}
    >
      <div className="flex items-start gap-1">
        <button
          type="button"
          data-card={idea.id}
          tabIndex={isTabStop ? 0 : -1}
          aria-expanded={isOpen}
          onClick={onOpen}
          onFocus={onFocus}
          onKeyDown={onKeyDown}
          className="min-w-0 flex-1 text-left font-medium text-pretty break-words outline-none after:absolute after:inset-0 after:rounded-md"
        >
          {idea.title}
        </button>
        {canMove ? (
          <span className="relative -mt-1 -mr-1.5">
            <MoveMenu idea={idea} onMove={onMove} tabIndex={isTabStop ? 0 : -1} />
          </span>
        ) : null}
      </div>
      <p className="truncate text-sm text-muted">{idea.cluster_name}</p>
      <div className="relative flex flex-wrap items-center gap-1.5">
        <IntentBadge intent={idea.intent} />
        <Badge>{wordOf(CONTENT_TYPE, idea.content_type).label}</Badge>
        {idea.role === "pillar" ? <Badge tone="accent">{wordOf(PAGE_ROLE, idea.role).label}</Badge> : null}
      </div>
      <div className="flex items-center gap-3 text-sm text-faint">
        <span className="tabular inline-flex items-center gap-1" title={count(idea.suggested_keywords.length, "keyword")}>
          <KeyRound className="size-3.5" aria-hidden="true" />
          {idea.suggested_keywords.length}
          <span className="sr-only"> {plural(idea.suggested_keywords.length, "keyword")}</span>
        </span>
        {idea.is_draft_quality ? (
          <Tooltip content={DRAFT_QUALITY_WORDS}>
            <span className="relative inline-flex items-center gap-1">
              <PencilRuler className="size-3.5" aria-hidden="true" />
              Rough
            </span>
          </Tooltip>
        ) : null}
        {idea.priority === null ? null : (
          <span className="tabular ml-auto" title={`Priority ${decimal(idea.priority, 1)} of 100`}>
            <span className="sr-only">Priority </span>
            {decimal(idea.priority, 0)}
          </span>
        )}
      </div>
    </li>
  );
}

/** The same as dragging, for keyboards and fingers. */
export function MoveMenu({ idea, onMove, tabIndex = 0 }: { idea: Idea; onMove: (to: IdeaStatus) => void; tabIndex?: number }) {
  return (
    <Menu trigger={<IconButton size="sm" label={`Move “${idea.title}” to…`} tooltip="Move to…" icon={Ellipsis} tabIndex={tabIndex} />}>
      <MenuLabel>Move to</MenuLabel>
      {COLUMNS.filter((status) => status !== idea.status && status !== "completed").map((status) => {
        const refusal = refusalOf(idea.status, status);
        const key = status === "approved" ? "a" : status === "rejected" ? "r" : undefined;
        return (
          <MenuItem key={status} disabled={refusal !== ""} hint={refusal === "" ? undefined : refusal} {...(key && refusal === "" ? { shortcut: key } : {})} onSelect={() => onMove(status)}>
            {statusWord("idea", status).label}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
