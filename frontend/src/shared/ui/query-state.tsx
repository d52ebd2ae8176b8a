import { type ReactNode, useDeferredValue, useState } from "react";

import { toApiError } from "@/shared/api/errors";

import { ErrorState } from "./error-state";
import { Skeleton } from "./skeleton";
import { useAutoRetry } from "./use-auto-retry";

/** What is used of a query of TanStack Query; any of its results fits. */
export interface QueryLike<Data> {
  data: Data | undefined;
  error: Error | null;
  isFetching: boolean;
  errorUpdateCount: number;
  refetch: () => Promise<unknown>;
}

export interface QueryStateProps<Data> {
  query: QueryLike<Data>;
  /** In the shape of what comes. */
  skeleton?: ReactNode;
  /** Shown when there is nothing: an empty list, or what `isEmpty` says. */
  empty?: ReactNode | ((data: Data) => ReactNode);
  isEmpty?: (data: Data) => boolean;
  /** "This cluster was not found". */
  notFound?: string;
  /** A way out of an error, for instance back to the list. */
  errorAction?: ReactNode;
  /** Errors in one line, for a part of a page. */
  compact?: boolean;
  children: (data: Data) => ReactNode;
}

/** The one way pages show what they ask for: coming, empty, failed, old but still useful, here. */
export function QueryState<Data>({ query, skeleton, empty, isEmpty = holdsNothing, notFound, errorAction, compact = false, children }: QueryStateProps<Data>) {
  const { data, isFetching, refetch } = query;
  // A new try without data forgets the error; the page must not fall back to the skeleton meanwhile.
  const [last, setLast] = useState(query.error);
  if (query.error !== null && query.error !== last) setLast(query.error);
  const error = query.error ?? (data === undefined && query.errorUpdateCount > 0 ? last : null);
  const fault = error === null ? null : toApiError(error);
  const retryIn = useAutoRetry({ active: fault?.isPassing ?? false, busy: isFetching, retry: refetch, waitSeconds: fault?.retryAfter ?? undefined });
  // What has just come is drawn in slices behind the skeleton: a slow phone can scroll and tap meanwhile.
  const isDrawn = useDeferredValue(data !== undefined);
  if (data === undefined || !isDrawn) {
    if (fault === null) return <>{skeleton ?? <Skeleton className="h-40 w-full" />}</>;
    return <ErrorState error={fault} onRetry={refetch} retryIn={retryIn} title={fault.kind === "not-found" ? notFound : undefined} action={errorAction} compact={compact} />;
  }
  const isNothing = empty !== undefined && isEmpty(data);
  return (
    <>
      {fault === null ? null : <ErrorState error={fault} onRetry={refetch} retryIn={retryIn} title={fault.isPassing ? "This may be out of date" : undefined} compact className="mb-3" />}
      {isNothing ? (typeof empty === "function" ? empty(data) : empty) : children(data)}
    </>
  );
}

function holdsNothing(data: unknown): boolean {
  if (Array.isArray(data)) return data.length === 0;
  if (typeof data === "object" && data !== null && "results" in data && Array.isArray(data.results)) return data.results.length === 0;
  return data === null;
}
