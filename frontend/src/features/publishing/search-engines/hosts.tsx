import { Badge } from "@/shared/ui/badge";
import { CopyButton } from "@/shared/ui/copy";
import { Time } from "@/shared/ui/time";

import type { KeyHost, SearchEngines } from "../api/indexnow";
import { keyWords, whoServes } from "./words";

/** Where the key has to be readable, one host a row. */
export function KeyHosts({ state }: { state: SearchEngines }) {
  if (state.hosts.length === 0) return <p className="text-muted">The site has no address yet. The first published article shows where its pages are.</p>;
  return (
    <ul className="rounded-lg border bg-surface">
      {state.hosts.map((host) => (
        <Host key={`${host.destination} ${host.host}`} host={host} state={state} />
      ))}
    </ul>
  );
}

function Host({ host, state }: { host: KeyHost; state: SearchEngines }) {
  const { label, tone } = keyWords(host);
  const isByHand = host.how === "file" && host.key_state !== "ok";
  return (
    <li className="grid grid-cols-1 gap-2 border-b px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 font-medium break-all">{host.host}</span>
        <Badge tone={tone}>{label}</Badge>
        {host.key_checked_at ? (
          <span className="text-sm text-muted">
            checked <Time value={host.key_checked_at} />
          </span>
        ) : null}
      </div>
      <p className="text-sm text-pretty break-words text-muted">
        {host.destination_name}. {whoServes(host)}
      </p>
      {host.key_error ? (
        <p className="text-sm text-pretty wrap-anywhere text-danger">{host.key_error}</p>
      ) : isByHand ? (
        <p className="text-sm text-pretty">Upload a text file that holds only the key, so that it opens at the address below. Then check the key.</p>
      ) : null}
      {isByHand ? (
        <dl className="grid grid-cols-1 gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
          <Copied term="File name" value={state.file_name} label="the file name" />
          <Copied term="Content" value={state.key} label="the key" />
          <Copied term="Opens at" value={host.key_url} label="the address of the key" />
        </dl>
      ) : null}
    </li>
  );
}

function Copied({ term, value, label }: { term: string; value: string; label: string }) {
  return (
    <>
      <dt className="pt-1 text-muted">{term}</dt>
      <dd className="flex min-w-0 items-start gap-1">
        <span className="min-w-0 pt-1 font-mono text-xs break-all">{value}</span>
        <CopyButton value={value} label={label} />
      </dd>
    </>
  );
}
