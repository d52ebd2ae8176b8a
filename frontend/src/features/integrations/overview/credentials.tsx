import { KeyRound, Pencil, Trash2, Unplug } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { DefinitionList } from "@/shared/ui/definition-list";
import { PageSection } from "@/shared/ui/page";
import { toast, toastError } from "@/shared/ui/toast";

import { useChangeIntegration, useDisconnect } from "../api/changes";
import type { Integration } from "../api/integrations";
import { isShopKey } from "../types/state";
import { ChangeDialog } from "./change-dialog";

/** How we sign in over there. For owners and admins. */
export function Credentials({ row }: { row: Integration }) {
  const [isOpen, setIsOpen] = useState(false);
  const path = useSitePath();
  const confirm = useConfirm();
  const change = useChangeIntegration(row.site_id, row.id);
  const removePassword = async () => {
    const isSure = await confirm({
      title: "Remove the application password?",
      body: row.has_bridge ? "The plugin goes on signing in by itself; nothing else changes." : "Nothing is left to sign in with then: nothing comes in and nothing is published to the website until you enter another one.",
      confirm: "Remove the password",
      danger: true,
    });
    if (isSure) change.mutate({ app_password: "" }, { onError: (error) => toastError(error), onSuccess: () => toast.success("The application password is removed here.", { description: "Revoke it in WordPress, too: Users, Profile, Application Passwords." }) });
  };
  return (
    <PageSection
      title="How we sign in"
      actions={
        <Button size="sm" icon={Pencil} onClick={() => setIsOpen(true)}>
          Change the connection
        </Button>
      }
    >
      <DefinitionList
        className="rounded-lg border bg-surface px-4 py-2 sm:items-center [&>dd]:min-h-8 [&>dd]:flex [&>dd]:flex-wrap [&>dd]:items-center [&>dd]:justify-between [&>dd]:gap-2"
        items={[
          {
            term: "IGNY8 plugin",
            value: (
              <>
                <span>{row.has_bridge ? "Connected. Both sides sign every request with a secret of their own." : "Not connected."}</span>
                <Button asChild size="sm" variant="ghost" icon={KeyRound}>
                  <Link to={path("settings/integrations/connect?way=plugin")}>{row.has_bridge ? "Connect again" : "Connect the plugin"}</Link>
                </Button>
              </>
            ),
          },
          {
            term: "Application password",
            value: row.has_app_password ? (
              <>
                <span className="min-w-0 break-words">{isShopKey(row.username) ? "A key pair of WooCommerce is stored, for products." : `Stored for the user ${row.username}.`}</span>
                <Button size="sm" variant="ghost" icon={Trash2} loading={change.isPending} onClick={() => void removePassword()}>
                  Remove the password
                </Button>
              </>
            ) : (
              <span>None.</span>
            ),
          },
        ]}
      />
      {isOpen ? <ChangeDialog row={row} onClose={() => setIsOpen(false)} /> : null}
    </PageSection>
  );
}

/** The end of a connection. For owners and admins. */
export function Disconnect({ row }: { row: Integration }) {
  const confirm = useConfirm();
  const remove = useDisconnect(row.site_id);
  const navigate = useNavigate();
  const path = useSitePath();
  const ask = async () => {
    const isSure = await confirm({
      title: `Disconnect ${row.name}?`,
      body: (
        <span className="grid gap-2">
          <span>Nothing is deleted on the website, and every text that came in stays here.</span>
          <span>The connection's log, its open conflicts and what both sides last agreed on are forgotten. Connected again, each text is met as if for the first time.</span>
          {row.has_bridge ? <span>The key that was made for the plugin ends with it. Press Disconnect in WordPress under Settings, IGNY8, too.</span> : null}
        </span>
      ),
      confirm: "Disconnect the website",
      danger: true,
      typed: row.name,
    });
    if (!isSure) return;
    remove.mutate(row.id, {
      onError: (error) => toastError(error),
      onSuccess: () => {
        toast.success(`${row.name} is disconnected.`);
        void navigate(path("settings/integrations"), { replace: true });
      },
    });
  };
  return (
    <PageSection title="Disconnect" description="Ends the connection. Texts stay on both sides.">
      <div>
        <Button icon={Unplug} loading={remove.isPending} onClick={() => void ask()}>
          Disconnect the website
        </Button>
      </div>
    </PageSection>
  );
}
