import { ChevronDown, Pause, Play, Power, RefreshCw, RotateCw } from "lucide-react";

import { Can, useRole } from "@/shared/entities/me";
import { atLeast } from "@/shared/lib/roles";
import { Button, IconButton } from "@/shared/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/shared/ui/menu";
import { toast, toastError } from "@/shared/ui/toast";

import { useChangeIntegration, useSync } from "../api/changes";
import type { Integration, SyncKind } from "../api/integrations";
import { useActiveRun } from "../api/use-active-run";
import { isConnected } from "../types/state";

/** Synchronise now, everything, pause; each for who may. */
export function SyncActions({ row }: { row: Integration }) {
  const sync = useSync(row.site_id, row.id);
  const change = useChangeIntegration(row.site_id, row.id);
  const isAdmin = atLeast(useRole(), "admin");
  const isBusy = useActiveRun(row) !== undefined;
  const start = (kind: SyncKind) => sync.mutate(kind, { onError: (error) => toastError(error), onSuccess: () => toast.success(kind === "full" ? "Everything is being looked at." : "Changes are being brought in.") });
  const setPaused = (isPaused: boolean) =>
    change.mutate(
      { sync_enabled: !isPaused },
      { onError: (error) => toastError(error), onSuccess: () => toast.success(isPaused ? "Synchronisation is paused." : "Synchronisation goes on.", { description: isPaused ? "Publishing to the website still works." : "It begins in a moment." }) },
    );
  const switchOn = () => change.mutate({ is_active: true }, { onError: (error) => toastError(error), onSuccess: () => toast.success("The connection is switched on.") });
  if (!isConnected(row)) return null;
  if (!row.is_active) {
    return isAdmin ? (
      <Button variant="primary" icon={Power} loading={change.isPending} onClick={switchOn}>
        Switch on
      </Button>
    ) : null;
  }
  return (
    <Can role="editor">
      <Button variant="primary" icon={RefreshCw} loading={sync.isPending} disabled={isBusy} onClick={() => start("incremental")}>
        {isBusy ? "Synchronising" : "Synchronise now"}
      </Button>
      <Menu trigger={<IconButton label="More ways to synchronise" icon={ChevronDown} variant="secondary" />}>
        <MenuItem icon={RotateCw} disabled={isBusy} onSelect={() => start("full")} hint="Looks at every object, and notices what was deleted there">
          Synchronise everything
        </MenuItem>
        {isAdmin ? (
          <>
            <MenuSeparator />
            {row.sync_enabled ? (
              <MenuItem icon={Pause} onSelect={() => setPaused(true)} hint="Changes made there wait; publishing goes on">
                Pause synchronisation
              </MenuItem>
            ) : (
              <MenuItem icon={Play} onSelect={() => setPaused(false)} hint="Every quarter of an hour, and at once when the plugin tells of a change">
                Go on synchronising
              </MenuItem>
            )}
          </>
        ) : null}
      </Menu>
    </Can>
  );
}
