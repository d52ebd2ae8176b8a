/** One thing on the calendar. Planned is outlined, scheduled is filled with its time, published carries a check. */
import { Check, Clock, FilePen, ListTodo, type LucideIcon } from "lucide-react";
import type { DragEvent } from "react";
import { Link } from "react-router";

import { cn } from "@/shared/lib/cn";
import { statusWord } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Menu, MenuItem } from "@/shared/ui/menu";

import type { Entry } from "./model";

const KINDS: Record<Entry["kind"], { word: string; icon: LucideIcon; look: string }> = {
  planned_task: { word: "Planned task", icon: ListTodo, look: "border border-dashed border-line-strong/70 bg-transparent" },
  planned: { word: "Planned text", icon: FilePen, look: "border border-line-strong/70 bg-transparent" },
  scheduled: { word: "Scheduled", icon: Clock, look: "border border-transparent bg-info text-surface dark:text-on-accent" },
  published: { word: "Published", icon: Check, look: "border border-transparent bg-success-soft text-success" },
};

export const KIND_WORDS = Object.entries(KINDS).map(([kind, { word, icon, look }]) => ({ kind: kind as Entry["kind"], word, icon, look }));

export interface ChipProps {
  entry: Pick<Entry, "kind" | "id" | "title" | "time" | "status"> & Partial<Pick<Entry, "assignee_name">>;
  to: string;
  /** Undefined where nothing may be moved. */
  onMove?: (() => void) | undefined;
  onUnplan?: (() => void) | undefined;
  onDragStart?: ((event: DragEvent) => void) | undefined;
  onDragEnd?: (() => void) | undefined;
  wrap?: boolean;
}

export function Chip({ entry, to, onMove, onUnplan, onDragStart, onDragEnd, wrap = false }: ChipProps) {
  const { word, icon: Icon, look } = KINDS[entry.kind];
  const isMovable = onMove !== undefined && entry.kind !== "published";
  const state = statusWord(entry.kind === "planned_task" ? "task" : "content", entry.status).label;
  const label = `${word}: ${entry.title}${entry.time ? `, ${entry.time}` : ""}. ${state}.${entry.assignee_name ? ` For ${entry.assignee_name}.` : ""}`;
  return (
    // Its menu does the same as dragging.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- dragging is the pointer's way; the menu is the keyboard's
    <span
      draggable={isMovable}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      title={label}
      className={cn("group/chip relative flex min-h-6 min-w-0 items-center gap-1 rounded-md pl-1.5 text-xs touch:min-h-11", look, isMovable && "cursor-grab active:cursor-grabbing")}
    >
      <Icon className="size-3 shrink-0" aria-hidden="true" />
      {entry.time ? <span className="tabular shrink-0 font-medium">{entry.time}</span> : null}
      <Link draggable={false} to={to} aria-label={label} className={cn("min-w-0 flex-1 py-0.5 pr-1.5 hover:underline", wrap ? "line-clamp-2 text-sm" : "truncate")}>
        {entry.title}
      </Link>
      {isMovable ? (
        <Menu
          trigger={
            <Button variant="ghost" size="sm" aria-label={`Move “${entry.title}”`} className="absolute top-0.5 right-0.5 h-5 bg-raised px-1 text-text opacity-0 group-focus-within/chip:opacity-100 group-hover/chip:opacity-100 aria-expanded:opacity-100 touch:static touch:h-11 touch:bg-transparent touch:text-current touch:opacity-100">
              <span aria-hidden="true">⋯</span>
            </Button>
          }
        >
          <MenuItem onSelect={onMove}>Move to a date…</MenuItem>
          {onUnplan ? <MenuItem onSelect={onUnplan}>{entry.kind === "scheduled" ? "Take it off the schedule…" : "Take its day away"}</MenuItem> : null}
        </Menu>
      ) : null}
    </span>
  );
}
