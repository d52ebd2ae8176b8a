import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useMemo } from "react";

import { count, number } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { ErrorState } from "@/shared/ui/error-state";
import { SkeletonRows } from "@/shared/ui/skeleton";

import { fetchRejects, importKeys, type Reject } from "../api/imports";

const PAGE = 200;

/** Rows that were not taken, by reason, with their lines. */
export function RejectList({ importId }: { importId: string }) {
  const query = useInfiniteQuery({
    queryKey: importKeys.rejects(importId),
    queryFn: ({ pageParam, signal }) => fetchRejects(importId, { page: String(pageParam), page_size: String(PAGE), ordering: "line" }, signal),
    initialPageParam: 1,
    getNextPageParam: (last, all) => (last.results.length === PAGE ? all.length + 1 : undefined),
    staleTime: 5 * 60_000,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.results) ?? [], [query.data]);
  const groups = useMemo(() => byReason(rows), [rows]);
  if (query.error && rows.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  if (query.isPending) return <SkeletonRows rows={4} columns={2} />;
  return (
    <div className="grid gap-3">
      <div className="grid rounded-lg border bg-surface">
        {groups.map(({ reason, rows: mine }, index) => (
          <details key={reason} open={index === 0} className="group border-t first:border-t-0">
            <summary className="flex min-h-10 cursor-pointer items-center gap-2 px-3 py-2 touch:min-h-11">
              <ChevronRight className="size-4 shrink-0 text-faint transition-transform group-open:rotate-90" aria-hidden="true" />
              <span className="min-w-0 flex-1 text-pretty">{reason}</span>
              <span className="tabular shrink-0 text-muted">{count(mine.length, "row")}</span>
            </summary>
            <ul className="grid max-h-96 overflow-y-auto border-t px-3 py-2">
              {mine.map((row) => (
                <li key={row.id} className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-3 py-0.5">
                  <span className="tabular text-muted">Line {number(row.line)}</span>
                  <code className="text-sm break-all text-muted">{row.raw || "(empty)"}</code>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
      {query.hasNextPage ? (
        <Button className="w-fit" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more rows
        </Button>
      ) : null}
    </div>
  );
}

export function byReason(rows: readonly Reject[]): { reason: string; rows: Reject[] }[] {
  const groups = new Map<string, Reject[]>();
  for (const row of rows) {
    const group = groups.get(row.reason);
    if (group) group.push(row);
    else groups.set(row.reason, [row]);
  }
  return [...groups].map(([reason, mine]) => ({ reason, rows: mine })).sort((a, b) => b.rows.length - a.rows.length);
}
