import { memo, useDeferredValue, useEffect, useMemo, useRef } from "react";

import { cleanHtml } from "@/shared/lib/article-html";
import { cn } from "@/shared/lib/cn";
import { SafeHtml } from "@/shared/ui/safe-html";

import { htmlOf } from "./merge/blocks";
import { blocksFor, type Choices, choiceOf } from "./merge/decide";
import type { FieldName } from "./merge/fields";
import type { Merge } from "./merge/merge";

interface Props {
  text: Merge;
  choices: Choices;
  lines: Record<FieldName, string>;
  /** What is being decided; its place is brought into view. */
  active: string | null;
  isBeside: boolean;
}

const OPEN =
  "[&_[data-at]>:is(h2,h3,h4):first-child]:mt-[1.5em] [&_[data-open]]:rounded-md [&_[data-open]]:outline-2 [&_[data-open]]:outline-offset-4 [&_[data-open]]:outline-dashed [&_[data-open]]:outline-warning [&_[data-open]]:before:mb-1 [&_[data-open]]:before:block [&_[data-open]]:before:font-sans [&_[data-open]]:before:text-sm [&_[data-open]]:before:text-warning [&_[data-open]]:before:content-['Not_decided_yet,_ours_until_then']";

/** The text as it would be saved now. */
export function Preview({ text, choices, lines, active, isBeside }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // Choosing is answered at once; a long text follows.
  const settled = useDeferredValue(choices);
  const html = useMemo(() => previewHtml(text, settled), [text, settled]);
  useEffect(() => {
    const scroller = box.current;
    const place = active === null ? null : scroller?.querySelector<HTMLElement>(`[data-at="${active}"]`);
    if (!isBeside || !scroller || !place) return;
    scroller.scrollTo({ top: scroller.scrollTop + place.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 80 });
  }, [active, isBeside, html]);
  return (
    <section aria-label="The result" className={cn("min-w-0", isBeside && "sticky top-[calc(var(--frame-top)+5rem)] flex max-h-[calc(100dvh-var(--frame-top)-6.5rem)] flex-col self-start")}>
      <h2 className="mb-3 text-lg font-semibold">The result</h2>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div ref={box} tabIndex={0} role="region" aria-label="The merged text" className="min-h-0 min-w-0 overflow-y-auto rounded-lg border bg-surface px-4 py-4">
        <p dir="auto" className="mb-4 font-serif text-xl font-semibold text-balance break-words">
          {lines.title}
        </p>
        <Article html={html} />
        {lines.meta_title || lines.meta_description ? (
          <dl className="mt-6 grid gap-1 border-t pt-3 text-sm">
            <dt className="text-muted">Meta title</dt>
            <dd className="mb-1 break-words">{lines.meta_title || "Empty"}</dd>
            <dt className="text-muted">Meta description</dt>
            <dd className="break-words">{lines.meta_description || "Empty"}</dd>
          </dl>
        ) : null}
      </div>
    </section>
  );
}

const Article = memo(function Article({ html }: { html: string }) {
  return <SafeHtml reading html={html} className={OPEN} />;
});

function previewHtml({ pieces, wrappers }: Merge, choices: Choices): string {
  const blocks = pieces.map((piece) => {
    const choice = choiceOf(piece, choices);
    // What was written by hand has not been on the server; nothing but what may stand in an article is shown.
    const html = choice?.take === "edit" ? cleanHtml(choice.html) : htmlOf(choice === null ? piece.ours : blocksFor(piece, choice));
    if (piece.origin === "same" || (html === "" && choice !== null)) return html;
    return `<div class="prose-ui" data-at="${piece.id}"${choice === null ? ' data-open=""' : ""}>${html}</div>`;
  });
  return wrappers.map((one) => one.open).join("") + blocks.join("\n") + wrappers.map((one) => one.close).reverse().join("");
}
