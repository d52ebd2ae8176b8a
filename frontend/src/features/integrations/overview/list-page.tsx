import { useQuery } from "@tanstack/react-query";
import { Plug, Plus } from "lucide-react";
import { Link } from "react-router";

import { Can } from "@/shared/entities/me";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { count, list } from "@/shared/lib/format";
import { wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";

import { type Integration, integrationsQuery } from "../api/integrations";
import { isUnfinished, shownAddress, stateWord } from "../types/state";
import { PLATFORM } from "../types/words";

export function IntegrationsPage() {
  const site = useCurrentSite();
  const path = useSitePath();
  const query = useQuery(integrationsQuery(site.id));
  const connect = (
    <Can role="admin">
      <Button asChild variant="primary" icon={Plus}>
        <Link to={path("settings/integrations/connect")}>Connect WordPress</Link>
      </Button>
    </Can>
  );
  const hasWordPress = query.data?.some((row) => row.platform === "wordpress") ?? true;
  return (
    <Page title="Integrations" description="Websites this site publishes to, and whose own texts and changes come in." actions={query.data?.length && !hasWordPress ? connect : null} className="max-w-5xl">
      <QueryState
        query={query}
        skeleton={<SkeletonRows rows={2} columns={3} />}
        empty={
          <EmptyState
            icon={Plug}
            title="Nothing is connected yet"
            body="Connect a WordPress: articles are published to it, and what is written or changed there comes in here. Nothing is overwritten on either side."
            action={connect}
            secondary={
              <Can role="admin" fallback={<span className="text-muted">Owners and admins connect websites.</span>}>
                <Link to="/help" className="text-accent underline-offset-3 hover:underline">
                  How publishing works
                </Link>
              </Can>
            }
          />
        }
      >
        {(rows) => (
          <ul className="divide-y rounded-lg border bg-surface">
            {rows.map((row) => (
              <Row key={row.id} row={row} to={path(`settings/integrations/${row.id}`)} />
            ))}
          </ul>
        )}
      </QueryState>
    </Page>
  );
}

function Row({ row, to }: { row: Integration; to: string }) {
  const path = useSitePath();
  const word = stateWord(row);
  const { conflicts, deletions } = row.waiting;
  const waits = [conflicts > 0 ? count(conflicts, "conflict") : "", deletions > 0 ? `${count(deletions, "text")} deleted there` : ""].filter((part) => part !== "");
  return (
    <li className="relative grid gap-x-6 gap-y-2 px-4 py-3 hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_minmax(0,16rem)_auto] sm:items-center">
      <div className="min-w-0">
        <Link to={to} className="font-semibold break-words after:absolute after:inset-0">
          {row.name}
        </Link>
        <p className="truncate text-muted">
          {wordOf(PLATFORM, row.platform).label} at {shownAddress(row.base_url)}
        </p>
      </div>
      <div className="grid min-w-0 justify-items-start gap-1">
        <Badge tone={word.tone}>{word.label}</Badge>
        <p className="text-sm text-pretty text-muted">
          {waits.length > 0 ? (
            <span className="text-text">{list(waits)}: waiting for a decision</span>
          ) : row.last_sync_at === null ? (
            word.explain
          ) : (
            <>
              Synchronised <Time value={row.last_sync_at} />
            </>
          )}
        </p>
      </div>
      {isUnfinished(row) ? (
        <Can role="admin">
          <Button asChild size="sm" className="relative justify-self-start">
            <Link to={path("settings/integrations/connect")}>Go on connecting</Link>
          </Button>
        </Can>
      ) : null}
    </li>
  );
}
