import { UserPlus } from "lucide-react";

import { Can } from "@/shared/entities/me";
import { urlFlag, useUrlState } from "@/shared/hooks/use-url-state";
import { Button } from "@/shared/ui/button";

import { SettingsPage } from "../components/settings-page";
import { Invitations } from "./invitations";
import { InviteDialog } from "./invite-dialog";
import { PeopleTable } from "./people-table";

const URL_SCHEMA = { invite: urlFlag() };

export function UsersPage() {
  const [{ invite }, set] = useUrlState(URL_SCHEMA);
  return (
    <SettingsPage
      title="Users"
      role="editor"
      description="The people of the account and what they may do."
      className="max-w-5xl gap-8"
      actions={
        <Can role="admin">
          <Button variant="primary" icon={UserPlus} onClick={() => set({ invite: true })}>
            Invite somebody
          </Button>
        </Can>
      }
    >
      <PeopleTable />
      <Can role="admin">
        <Invitations />
        <InviteDialog open={invite} onOpenChange={(open) => set({ invite: open }, { replace: true })} />
      </Can>
    </SettingsPage>
  );
}
