/** Small marks of a text in lists: modest quality, open comments, another text about the same. */
import { Copy, MessageSquare, PenTool } from "lucide-react";

import { count } from "@/shared/lib/format";
import { Badge } from "@/shared/ui/badge";
import { Tooltip } from "@/shared/ui/tooltip";

import type { ContentRow } from "../api/library";

export function DraftMark() {
  return (
    <Tooltip content="Written by the small built-in model: a start that a person should rewrite. Connect a capable model under AI settings for better texts.">
      <Badge tone="warning" icon={PenTool} tabIndex={0}>
        Draft quality
      </Badge>
    </Tooltip>
  );
}

export function CommentMark({ open }: { open: number }) {
  if (open === 0) return null;
  return (
    <span className="tabular inline-flex shrink-0 items-center gap-1 text-xs text-muted" title={`${count(open, "comment")} open`}>
      <MessageSquare className="size-3.5" aria-hidden="true" />
      <span aria-hidden="true">{open}</span>
      <span className="sr-only">{count(open, "comment")} open</span>
    </span>
  );
}

export function TwinMark({ twin }: { twin: Twin | undefined }) {
  if (twin === undefined) return null;
  return (
    <Tooltip content={`“${twin.title}” has the same ${twin.same === "keyword" ? "main keyword" : "title"}. Two pages about one thing take readers from each other.`}>
      <Badge tone="warning" icon={Copy} tabIndex={0}>
        Similar
      </Badge>
    </Tooltip>
  );
}

export interface Twin {
  id: string;
  title: string;
  same: "keyword" | "title";
}

/** For each text another one of these with the same title or main keyword. Texts put away do not count. */
export function twinsOf(rows: readonly Pick<ContentRow, "id" | "title" | "primary_keyword" | "status">[]): Map<string, Twin> {
  const twins = new Map<string, Twin>();
  const live = rows.filter((row) => row.status !== "archived");
  for (const same of ["keyword", "title"] as const) {
    const groups = Map.groupBy(live, (row) => (same === "keyword" ? row.primary_keyword : row.title).trim().toLowerCase());
    for (const [text, group] of groups) {
      const [first, second] = group;
      if (text === "" || first === undefined || second === undefined) continue;
      for (const row of group) {
        const other = row.id === first.id ? second : first;
        twins.set(row.id, { id: other.id, title: other.title, same });
      }
    }
  }
  return twins;
}
