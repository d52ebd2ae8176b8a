import type { UseQueryResult } from "@tanstack/react-query";

import { toApiError } from "@/shared/api/errors";
import { cn } from "@/shared/lib/cn";
import { ErrorState } from "@/shared/ui/error-state";
import { Skeleton } from "@/shared/ui/skeleton";

import type { PromptPreview } from "../api/prompts";

/** What the model would read, with examples in place of the variables. */
export function Preview({ query, isBlank }: { query: UseQueryResult<PromptPreview>; isBlank: boolean }) {
  const fault = query.error ? toApiError(query.error) : null;
  return (
    <section aria-label="Preview" className="grid min-w-0 gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="text-lg font-semibold">What the model reads</h2>
        <span className="text-sm text-muted">with examples</span>
      </div>
      {/* What scrolls must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div role="region" aria-label="What the model reads" tabIndex={0} aria-busy={query.isFetching} className="max-h-160 min-h-64 overflow-y-auto rounded-md border bg-ground p-3">
        {isBlank ? (
          <p className="text-muted">Nothing yet.</p>
        ) : fault && fault.kind !== "invalid" ? (
          <ErrorState compact error={fault} onRetry={() => query.refetch()} />
        ) : fault ? (
          <p className="text-muted">It cannot be shown before what is said above is mended.</p>
        ) : query.data ? (
          <div className={cn("font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]", query.isPlaceholderData && "opacity-60")}>{query.data.text}</div>
        ) : (
          <div className="grid gap-2">
            <Skeleton className="w-3/4" />
            <Skeleton className="w-2/3" />
            <Skeleton className="w-1/2" />
          </div>
        )}
      </div>
    </section>
  );
}
