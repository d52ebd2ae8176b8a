import { Ban, RefreshCcw } from "lucide-react";

import { Badge } from "@/shared/ui/badge";
import { IconButton } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { SimpleTable } from "@/shared/ui/table/simple-table";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { type ApiKey, type NewApiKey, useRevokeKey, useRotateKey } from "../api/keys";
import { type KeyState, scopeWords, stateOf } from "./key-words";

interface KeyTableProps {
  keys: readonly ApiKey[];
  now: number;
  onMade: (key: NewApiKey) => void;
}

export function KeyTable({ keys, now, onMade }: KeyTableProps) {
  const { rotate, revoke } = useActions(onMade);
  return (
    <SimpleTable
      caption="API keys"
      rows={keys}
      rowId={(key) => key.id}
      empty={<p className="text-muted">No key is alive. Those that ended are kept for the record.</p>}
      columns={[
        {
          id: "name",
          header: "Key",
          cell: (key) => (
            <span className="grid min-w-36 gap-0.5 py-1">
              <span className="flex flex-wrap items-center gap-2">
                {key.name} <StateBadge state={stateOf(key, now)} />
              </span>
              <span className="font-mono text-xs font-normal text-muted">ig8_{key.prefix}_…</span>
              <span className="text-sm font-normal text-muted sm:hidden">
                {key.site_name ?? "Archived site"} · last used <Time value={key.last_used_at} never="never" />
              </span>
            </span>
          ),
        },
        { id: "site", header: "Site", wideOnly: true, cell: (key) => <span className="whitespace-nowrap">{key.site_name ?? "Archived site"}</span> },
        { id: "scopes", header: "May", wideOnly: true, cell: (key) => <span className="text-muted">{scopeWords(key.scopes)}</span> },
        { id: "used", header: "Last used", wideOnly: true, cell: (key) => <Time value={key.last_used_at} never="Never" /> },
        { id: "expires", header: "Expires", wideOnly: true, cell: (key) => <Time value={key.expires_at} never="Never" /> },
        {
          id: "actions",
          header: "Actions",
          width: 96,
          cell: (key) =>
            stateOf(key, now) === "live" ? (
              <span className="flex">
                <IconButton size="sm" icon={RefreshCcw} label={`Rotate ${key.name}`} onClick={() => void rotate(key)} />
                <IconButton size="sm" icon={Ban} label={`Revoke ${key.name}`} className="hover:text-danger" onClick={() => void revoke(key)} />
              </span>
            ) : null,
        },
      ]}
    />
  );
}

function StateBadge({ state }: { state: KeyState }) {
  if (state === "live") return null;
  return <Badge>{state === "revoked" ? "Revoked" : "Expired"}</Badge>;
}

function useActions(onMade: (key: NewApiKey) => void) {
  const confirm = useConfirm();
  const rotation = useRotateKey();
  const revocation = useRevokeKey();
  const rotate = async (key: ApiKey) => {
    const isSure = await confirm({
      title: `Rotate ${key.name}?`,
      body: "You get a second key with the same name and rights. The old one goes on working until you revoke it, so that you can change it everywhere first.",
      confirm: "Make the new key",
    });
    if (isSure) rotation.mutate(key.id, { onSuccess: onMade, onError: (error) => toastError(error) });
  };
  const revoke = async (key: ApiKey) => {
    const isSure = await confirm({
      title: `Revoke ${key.name}?`,
      body: `Whatever uses ig8_${key.prefix}_… is refused at once${key.site_name ? `, for instance the plugin on ${key.site_name}` : ""}. A revoked key cannot be brought back.`,
      confirm: "Revoke key",
      danger: true,
      typed: key.name,
    });
    if (isSure) revocation.mutate(key.id, { onSuccess: () => toast.success(`${key.name} is revoked.`), onError: (error) => toastError(error) });
  };
  return { rotate, revoke };
}
