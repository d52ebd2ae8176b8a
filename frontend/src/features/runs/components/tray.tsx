import { Link } from "react-router";

import { batched, useRuns } from "@/shared/entities/run-stream";
import { useNearestSite, useSitePath } from "@/shared/entities/site";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";

import { ActiveBatch } from "./active-batch";
import { EndedBatch } from "./ended-batch";

const RECENT = 8;

/** What is at work on the site and what ended last. Runs go on whatever happens to this panel. */
export function Tray({ onGo }: { onGo: () => void }) {
  const site = useNearestSite();
  const path = useSitePath();
  const runs = useRuns(site?.id);
  return (
    <div className="flex max-h-[min(34rem,80dvh)] flex-col">
      <div className="flex items-center justify-between gap-3 border-b px-4 py-2.5">
        <h2 className="font-semibold">AI runs</h2>
        <Link to={path("runs")} onClick={onGo} className="text-sm text-accent underline-offset-3 hover:underline">
          Show all
        </Link>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <QueryState query={runs} skeleton={<SkeletonRows rows={3} columns={2} />} compact>
          {(all) => {
            const batches = batched(all);
            const active = batches.filter((batch) => batch.active > 0);
            const ended = batches.filter((batch) => batch.active === 0).slice(0, RECENT);
            if (batches.length === 0) {
              return <p className="px-4 py-8 text-center text-pretty text-muted">Nothing has run on this site yet. Clustering, ideas, articles and images show their progress here.</p>;
            }
            return (
              <>
                {active.length > 0 ? (
                  <ul aria-label="At work" className="divide-y">
                    {active.map((batch) => (
                      <li key={batch.id} className="px-4 py-3">
                        <ActiveBatch batch={batch} onGo={onGo} />
                      </li>
                    ))}
                  </ul>
                ) : (
                  <p className="px-4 py-3 text-muted">Nothing is at work now.</p>
                )}
                {ended.length > 0 ? (
                  <div className="border-t">
                    <h3 className="px-4 pt-2.5 text-xs font-medium text-faint">Ended lately</h3>
                    <ul className="pb-2">
                      {ended.map((batch) => (
                        <li key={batch.id} className="px-4 py-2">
                          <EndedBatch batch={batch} onGo={onGo} />
                        </li>
                      ))}
                    </ul>
                  </div>
                ) : null}
              </>
            );
          }}
        </QueryState>
      </div>
    </div>
  );
}
