import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, ExternalLink, History, Rocket } from "lucide-react";

import { StatusBadge } from "@/shared/entities/badges";
import { Can } from "@/shared/entities/me";
import { publishingChanged } from "@/shared/entities/publishing";
import { useCurrentSite } from "@/shared/entities/site";
import { cn } from "@/shared/lib/cn";
import { bytes, count, decimal, duration } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { CopyButton } from "@/shared/ui/copy";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { ProgressBar } from "@/shared/ui/progress";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { deployersQuery, type Deployment, deploySite, isBuilding, newestDeploymentsQuery, rollBack } from "../api/deployments";
import { publisherSummaryQuery } from "../api/published";
import { canRollBack, reasonWords, rollBackWords } from "./facts";

export function DeploymentsPage() {
  const site = useCurrentSite();
  const client = useQueryClient();
  const query = useQuery(newestDeploymentsQuery(site.id));
  const { data: summary } = useQuery(publisherSummaryQuery(site.id));
  const live = query.data?.find((one) => one.status === "live");
  const { data: people } = useQuery(deployersQuery(site.id, live?.id ?? ""));
  const building = query.data?.some(isBuilding) ?? false;
  const url = live?.url ?? summary?.site_url ?? "";
  const deploy = useMutation({
    mutationFn: () => deploySite(site.id),
    onSuccess: (row) => {
      publishingChanged(client);
      toast.success(`Building version ${String(row.version)}`, { description: "It takes the place of the live one when it is done." });
    },
    onError: (error) => toastError(error),
  });
  return (
    <Page
      title="Deployments"
      description="Every version of the site that IGNY8 hosts. The live one stays until a newer one is complete."
      actions={
        <Can role="editor">
          <Button variant="primary" icon={Rocket} loading={deploy.isPending} disabled={building} onClick={() => deploy.mutate()}>
            {building ? "Being built" : "Deploy now"}
          </Button>
        </Can>
      }
    >
      {url ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border bg-surface px-4 py-3">
          <CircleCheck className="size-4 text-success" aria-hidden="true" />
          <span className="font-medium">Live at</span>
          <a className="min-w-0 break-all text-accent underline-offset-3 hover:underline" href={url} target="_blank" rel="noreferrer">
            {url}
          </a>
          <span className="flex gap-1">
            <CopyButton value={url} label="the site's address" />
            <Button asChild size="sm" icon={ExternalLink}>
              <a href={url} target="_blank" rel="noreferrer">
                Visit
              </a>
            </Button>
          </span>
        </div>
      ) : null}
      <QueryState
        query={query}
        skeleton={<SkeletonRows rows={6} columns={4} />}
        empty={
          <EmptyState
            icon={Rocket}
            title="The site was never deployed"
            body="The first article you publish to IGNY8 Sites builds it. You can also deploy it empty, to see where it will be."
            action={
              <Can role="editor">
                <Button variant="primary" loading={deploy.isPending} onClick={() => deploy.mutate()}>
                  Deploy the site
                </Button>
              </Can>
            }
          />
        }
      >
        {(rows) => (
          <ol className="rounded-lg border bg-surface">
            {rows.map((row) => (
              <Row key={row.id} row={row} live={live} who={people?.get(row.id)} />
            ))}
          </ol>
        )}
      </QueryState>
    </Page>
  );
}

/** A site is built in less than a second as a rule. */
function seconds(value: number): string {
  return value < 10 ? `${decimal(value, 1)} s` : duration(value);
}

function Row({ row, live, who }: { row: Deployment; live: Deployment | undefined; who: string | undefined }) {
  const client = useQueryClient();
  const confirm = useConfirm();
  const back = useMutation({
    mutationFn: () => rollBack(row.id),
    onSuccess: () => {
      publishingChanged(client);
      toast.success(`Version ${String(row.version)} is live again`);
    },
    onError: (error) => toastError(error),
  });
  const ask = async (): Promise<void> => {
    const isSure = await confirm({ title: `Bring version ${String(row.version)} back?`, body: rollBackWords(row, live), confirm: `Bring version ${String(row.version)} back`, danger: true });
    if (isSure) back.mutate();
  };
  const isLive = row.status === "live";
  return (
    <li className={cn("grid gap-x-6 gap-y-1 border-b px-4 py-3 last:border-b-0 md:grid-cols-[8rem_minmax(0,1fr)_minmax(0,16rem)_auto] md:items-center", isLive && "bg-success-soft/40")}>
      <span className="flex flex-wrap items-center gap-2">
        <span className="tabular font-medium">Version {row.version}</span>
        <StatusBadge kind="deployment" status={row.status} />
      </span>
      <span className="min-w-0">
        <span className="block truncate">
          {reasonWords(row.reason)}
          {row.rolled_back_from === null ? "" : `; brought back from version ${String(row.rolled_back_from)}`}
        </span>
        {isBuilding(row) ? <ProgressBar value={null} label={`Version ${String(row.version)} is being built`} className="mt-1.5 max-w-48" /> : null}
        {row.error ? <span className="block text-sm text-danger">{row.error}</span> : null}
      </span>
      <span className="tabular text-sm text-muted">
        {row.pages > 0 ? `${count(row.pages, "page")}, ${bytes(row.bytes)}` : null}
        {row.seconds === null ? null : `${row.pages > 0 ? ", " : ""}${seconds(row.seconds)}`}
        <span className="block">
          <Time value={row.deployed_at ?? row.created_at} />
          {who ? ` by ${who}` : ""}
        </span>
      </span>
      <span className="flex items-center gap-1 md:justify-end">
        {isLive && row.url ? (
          <Button asChild size="sm" variant="ghost" icon={ExternalLink}>
            <a href={row.url} target="_blank" rel="noreferrer">
              Visit
            </a>
          </Button>
        ) : null}
        {canRollBack(row) ? (
          <Can role="admin">
            <Button size="sm" icon={History} loading={back.isPending} onClick={() => void ask()}>
              Bring back
            </Button>
          </Can>
        ) : null}
      </span>
    </li>
  );
}
