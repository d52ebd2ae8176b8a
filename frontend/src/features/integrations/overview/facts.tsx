import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";

import { useNow } from "@/shared/hooks/use-now";
import { Badge } from "@/shared/ui/badge";
import { DefinitionList } from "@/shared/ui/definition-list";
import { Time } from "@/shared/ui/time";
import { Tooltip } from "@/shared/ui/tooltip";

import { type Integration, structureQuery } from "../api/integrations";
import { connectedBy, isConnected, shownAddress, stateWord } from "../types/state";
import { seoPlugin } from "../types/words";

const HALF_MINUTE = 30_000;

export function StateBadge({ row }: { row: Integration }) {
  const word = stateWord(row);
  return (
    <Tooltip content={word.explain}>
      <Badge tone={word.tone}>{word.label}</Badge>
    </Tooltip>
  );
}

export function AddressLink({ url }: { url: string }) {
  return (
    <a className="inline-flex min-w-0 max-w-full items-center gap-1.5 text-accent underline-offset-3 hover:underline" href={url} target="_blank" rel="noreferrer">
      <span className="min-w-0 break-all">{shownAddress(url)}</span>
      <ExternalLink className="size-3.5 shrink-0" aria-label="opens in a new tab" />
    </a>
  );
}

/** When it will look by itself, or why it will not. */
function NextSync({ row }: { row: Integration }) {
  const now = useNow(HALF_MINUTE);
  if (!isConnected(row) || !row.is_active) return <span className="text-muted">Not while it is not connected</span>;
  if (!row.sync_enabled) return <span className="text-muted">Paused</span>;
  if (row.sync_status === "running") return <>Now</>;
  return Date.parse(row.next_sync_at) <= now ? <>In a moment</> : <Time value={row.next_sync_at} />;
}

/** What is known of the other side, and when both last spoke. */
export function Facts({ row }: { row: Integration }) {
  const { data: structure } = useQuery(structureQuery(row.site_id, row.id));
  const { plugin } = row;
  const seo = structure ? seoPlugin(structure.seo_plugin) : null;
  return (
    <DefinitionList
      className="rounded-lg border bg-surface px-4 py-3 lg:grid-cols-[minmax(8rem,max-content)_minmax(0,1fr)_minmax(8rem,max-content)_minmax(0,1fr)]"
      items={[
        { term: "State", value: <StateBadge row={row} /> },
        { term: "Website", value: <AddressLink url={row.base_url} /> },
        { term: "Connected by", value: connectedBy(row) },
        row.connected_at !== null && { term: "Plugin connected", value: <Time value={row.connected_at} /> },
        plugin.wordpress !== "" && { term: "WordPress", value: [`Version ${plugin.wordpress}`, plugin.php && `on PHP ${plugin.php}`].filter(Boolean).join(" ") },
        plugin.version !== "" && { term: "IGNY8 plugin", value: `Version ${plugin.version}` },
        structure !== undefined && structure.woocommerce !== "" && { term: "WooCommerce", value: `Version ${structure.woocommerce}` },
        seo !== null && { term: "SEO plugin", value: seo },
        { term: "Last synchronised", value: <Time value={row.last_sync_at} never="Never" /> },
        { term: "Next by itself", value: <NextSync row={row} /> },
      ]}
    />
  );
}
