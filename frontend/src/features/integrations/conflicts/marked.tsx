import { useMemo } from "react";

import { cn } from "@/shared/lib/cn";
import { useNear } from "@/shared/ui/chart/use-near";
import { SafeHtml } from "@/shared/ui/safe-html";

import type { Block } from "./merge/blocks";
import { lineHtml, markWords } from "./merge/words";

const MARKS =
  "[&_[data-diff]]:rounded-[3px] [&_ins[data-diff]]:bg-success-soft [&_ins[data-diff]]:text-success [&_ins[data-diff]]:underline [&_ins[data-diff]]:decoration-success/60 [&_ins[data-diff]]:underline-offset-3 [&_del[data-diff]]:bg-danger-soft [&_del[data-diff]]:text-danger [&_del[data-diff]]:line-through";
export const READING = "font-serif text-lg leading-relaxed [&_.prose-ui]:max-w-none";

const htmlOfAll = (blocks: readonly Block[]): string => blocks.map((block) => block.html).join("");

interface MarkedProps {
  base: readonly Block[];
  /** What became of it; nothing where it was taken out. */
  side: readonly Block[];
  className?: string;
}

/** One side of a piece, with what differs from the text both had marked word by word. */
export function Marked({ base, side, className }: MarkedProps) {
  // A long article has a hundred pieces: words are compared when somebody is about to see them.
  const [element, isNear] = useNear<HTMLDivElement>();
  const [before, after] = [htmlOfAll(base), htmlOfAll(side)];
  const marked = useMemo(() => (isNear && after !== "" ? markWords(before, after) : null), [isNear, before, after]);
  return (
    <div ref={element} dir="auto" className={cn(READING, MARKS, className)}>
      {after === "" ? (
        before === "" ? (
          <p className="font-sans text-base text-muted">Nothing here.</p>
        ) : (
          <>
            <p className="mb-1 font-sans text-base text-danger">Taken out:</p>
            <SafeHtml html={before} className="text-muted line-through decoration-danger/60" />
          </>
        )
      ) : (
        <SafeHtml html={marked?.html ?? after} />
      )}
      {marked?.isFormOnly === true ? <p className="mt-1 font-sans text-sm text-muted">{formWords(base, side)}</p> : null}
    </div>
  );
}

/** What differs where the words do not. */
function formWords(base: readonly Block[], side: readonly Block[]): string {
  const links = (blocks: readonly Block[]): string => blocks.flatMap((block) => [...block.html.matchAll(/ href="([^"]*)"/g)].map((found) => found[1] ?? "")).join(" ");
  const [before, after] = [links(base), links(side)];
  if (before === after) return "The words are the same; only their form differs.";
  return after === "" ? "The words are the same; a link is gone." : `The words are the same; it links to ${after}`;
}

/** A line with what differs marked. */
export function MarkedLine({ base, side, className }: { base: string; side: string; className?: string }) {
  const html = useMemo(() => (side === "" ? "" : markWords(lineHtml(base), lineHtml(side)).html), [base, side]);
  if (side === "") return <p className={cn("text-muted", className)}>Empty</p>;
  return (
    <div dir="auto" className={cn(MARKS, className)}>
      <SafeHtml html={html} />
    </div>
  );
}
