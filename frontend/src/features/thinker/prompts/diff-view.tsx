import { useMemo } from "react";

import { cn } from "@/shared/lib/cn";
import { count } from "@/shared/lib/format";

import { type DiffLine, folded, lineDiff } from "../lib/line-diff";

const ROW: Record<DiffLine["op"], string> = { same: "", gone: "bg-danger-soft", new: "bg-success-soft" };
const SIGN: Record<DiffLine["op"], string> = { same: " ", gone: "-", new: "+" };
const SAID: Record<DiffLine["op"], string> = { same: "", gone: "Removed: ", new: "Added: " };
const MARK: Record<DiffLine["op"], string> = {
  same: "",
  gone: "rounded-[2px] bg-danger/25 line-through decoration-danger/60",
  new: "rounded-[2px] bg-success/25 underline decoration-success/60 underline-offset-2",
};

/** Two texts as one list of lines: old numbers, new numbers, sign, words. */
export function DiffView({ before, after }: { before: string; after: string }) {
  const shown = useMemo(() => folded(lineDiff(before, after)), [before, after]);
  if (before === after) return <p className="text-muted">Both are the same.</p>;
  return (
    <div className="overflow-hidden rounded-md border bg-surface font-mono text-sm dark:bg-sunken">
      {shown.map((line, index) =>
        "hidden" in line ? (
          <p key={index} className="border-y bg-ground px-3 py-1 text-center font-sans text-xs text-muted first:border-t-0 last:border-b-0">
            {count(line.hidden, "line")} unchanged
          </p>
        ) : (
          <div key={index} className={cn("flex", ROW[line.op])}>
            <span aria-hidden="true" className="tabular w-10 shrink-0 px-1 text-right text-faint select-none max-sm:hidden">
              {line.before}
            </span>
            <span aria-hidden="true" className="tabular w-10 shrink-0 px-1 text-right text-faint select-none">
              {line.after}
            </span>
            <span aria-hidden="true" className={cn("w-6 shrink-0 text-center select-none", line.op === "gone" && "text-danger", line.op === "new" && "text-success")}>
              {SIGN[line.op]}
            </span>
            <span className="min-w-0 flex-1 pr-3 whitespace-pre-wrap [overflow-wrap:anywhere]">
              {SAID[line.op] ? <span className="sr-only">{SAID[line.op]}</span> : null}
              {line.pieces.map((piece, at) => (
                <span key={at} className={piece.isChanged ? MARK[line.op] : undefined}>
                  {piece.text}
                </span>
              ))}
              {"\u200B"}
            </span>
          </div>
        ),
      )}
    </div>
  );
}
