import { useQuery } from "@tanstack/react-query";
import { Activity as ActivityIcon } from "lucide-react";

import { useCurrentSite } from "@/shared/entities/site";
import { EmptyState } from "@/shared/ui/empty-state";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";

import { activityQuery } from "../api/overview";

/** What happened on this site, newest first. */
export function RecentActivity() {
  const site = useCurrentSite();
  const query = useQuery(activityQuery(site.id));
  return (
    <QueryState query={query} compact skeleton={<SkeletonRows rows={6} columns={1} />} empty={<EmptyState compact icon={ActivityIcon} title="Nothing happened yet" body="Imports, runs, reviews and publications will be listed here." />}>
      {(entries) => (
        <ol className="divide-y rounded-lg border bg-surface">
          {entries.map((entry) => (
            <li key={entry.id} className="flex min-h-11 items-center justify-between gap-4 px-4 py-2">
              <span className="min-w-0 text-pretty break-words">{entry.sentence}</span>
              <Time value={entry.at} className="shrink-0 text-sm text-muted" />
            </li>
          ))}
        </ol>
      )}
    </QueryState>
  );
}
