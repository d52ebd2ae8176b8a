import { CircleAlert, CircleCheck, Ellipsis, Pencil, PlugZap, Trash2 } from "lucide-react";

import { toApiError } from "@/shared/api/errors";
import { number } from "@/shared/lib/format";
import { operationWord, PROVIDER, PROVIDER_KIND, wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { Button, IconButton } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { Menu, MenuItem } from "@/shared/ui/menu";
import { Switch } from "@/shared/ui/switch";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { type Provider, type ProviderKind, type ProviderName, useDeleteProvider, useSwitchProvider, useTestProvider } from "../api/providers";

export function ProviderRow({ row, onEdit }: { row: Provider; onEdit: () => void }) {
  const test = useTestProvider();
  const turn = useSwitchProvider();
  const remove = useRemove(row);
  const name = wordOf(PROVIDER, row.provider as ProviderName).label;
  const kind = wordOf(PROVIDER_KIND, row.kind as ProviderKind);
  const use = row.function === "" ? `${kind.label}, for everything` : `${kind.label}, only to ${operationWord(row.function).label.toLowerCase()}`;
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-semibold">{name}</span>
            {row.model ? <span className="font-mono text-xs break-all text-muted">{row.model}</span> : null}
            {row.is_active ? null : <Badge>Off</Badge>}
          </p>
          <p className="text-sm break-words text-muted">
            {use}
            {row.base_url ? ` · ${row.base_url}` : ""}
            {row.has_key ? ` · key ${row.key_hint}` : row.provider === "local" ? "" : " · no key"}
            {row.temperature === null ? "" : ` · temperature ${row.temperature}`}
            {row.max_tokens === null ? "" : ` · at most ${number(row.max_tokens)} tokens`}
          </p>
        </div>
        <div className="flex items-center gap-2">
          <Button size="sm" icon={PlugZap} loading={test.isPending} onClick={() => test.mutate(row.id)}>
            Test
          </Button>
          <Switch
            aria-label={`Use ${name} for ${use.toLowerCase()}`}
            checked={row.is_active}
            onCheckedChange={(is_active) =>
              turn.mutate({ id: row.id, is_active }, { onError: (error) => toastError(error), onSuccess: () => toast.success(is_active ? `${name} is used from now on.` : `${name} is not used any more. Its settings are kept.`) })
            }
          />
          <Menu trigger={<IconButton size="sm" icon={Ellipsis} label={`More for ${name}, ${use.toLowerCase()}`} />}>
            <MenuItem icon={Pencil} onSelect={onEdit}>
              Change
            </MenuItem>
            <MenuItem icon={Trash2} danger onSelect={() => void remove()}>
              Delete
            </MenuItem>
          </Menu>
        </div>
      </div>
      <TestResult row={row} test={test} />
    </li>
  );
}

/** What the provider said when it was asked last; of this visit with its model and time, else as it was kept. */
function TestResult({ row, test }: { row: Provider; test: ReturnType<typeof useTestProvider> }) {
  const said = test.isPending
    ? null
    : test.error
      ? { ok: false, text: toApiError(test.error).message }
      : test.data
        ? { ok: test.data.ok, text: test.data.ok ? `${test.data.model || row.model} answered in ${number(test.data.latency_ms)} ms.` : test.data.message }
        : row.tested_at
          ? { ok: row.test_ok === true, text: row.test_message }
          : null;
  const Icon = said?.ok ? CircleCheck : CircleAlert;
  return (
    <div role="status" className="text-sm">
      {said ? (
        <p className="flex items-start gap-1.5">
          <Icon className={said.ok ? "mt-0.75 size-3.5 shrink-0 text-success" : "mt-0.75 size-3.5 shrink-0 text-danger"} aria-hidden="true" />
          <span className="min-w-0 break-words">
            {said.ok ? "" : "The test failed. "}
            {said.text} {!test.data && !test.error && row.tested_at ? <span className="text-muted"><Time value={row.tested_at} /></span> : null}
          </span>
        </p>
      ) : null}
    </div>
  );
}

function useRemove(row: Provider): () => Promise<void> {
  const confirm = useConfirm();
  const remove = useDeleteProvider();
  const name = wordOf(PROVIDER, row.provider as ProviderName).label;
  return async () => {
    const isSure = await confirm({
      title: `Delete the settings of ${name}?`,
      body: `${row.has_key ? "The stored key is deleted with them. " : ""}Runs use the model of the installation again. To pause it and keep the settings, switch it off instead.`,
      confirm: "Delete provider",
      danger: true,
    });
    if (isSure) remove.mutate(row.id, { onSuccess: () => toast.success(`${name} is deleted.`), onError: (error) => toastError(error) });
  };
}
