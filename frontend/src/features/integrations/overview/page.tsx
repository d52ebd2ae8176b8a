import { Link } from "react-router";

import { Can, useRole } from "@/shared/entities/me";
import { useSitePath } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";

import type { Integration } from "../api/integrations";
import { isUnfinished, stateOf } from "../types/state";
import { Credentials, Disconnect } from "./credentials";
import { Destinations } from "./destinations";
import { DoctorPanel } from "./doctor";
import { Facts } from "./facts";
import { IntegrationFrame } from "./frame";
import { Incoming } from "./incoming";
import { Recent } from "./recent";
import { SyncActions } from "./sync-actions";

export function IntegrationPage() {
  return (
    <IntegrationFrame actions={(row) => (isUnfinished(row) ? <ContinueSetup /> : <SyncActions row={row} />)}>
      {(row) => (
        <>
          <div className="grid gap-3">
            <Notices row={row} />
            <Facts row={row} />
          </div>
          <Recent row={row} />
          <DoctorPanel row={row} />
          <Incoming row={row} />
          <Destinations row={row} />
          <Can role="admin">
            <Credentials row={row} />
            <Disconnect row={row} />
          </Can>
        </>
      )}
    </IntegrationFrame>
  );
}

function ContinueSetup() {
  const path = useSitePath();
  return (
    <Can role="admin">
      <Button asChild variant="primary">
        <Link to={path("settings/integrations/connect")}>Go on connecting</Link>
      </Button>
    </Can>
  );
}

/** What somebody should know before anything else. */
function Notices({ row }: { row: Integration }) {
  const path = useSitePath();
  const canDecide = atLeast(useRole(), "editor");
  const state = stateOf(row);
  const { conflicts, deletions } = row.waiting;
  const base = `settings/integrations/${row.id}`;
  return (
    <>
      {state === "broken" || state === "failing" ? (
        <Alert tone={state === "broken" ? "danger" : "warning"} title={state === "broken" ? "The connection does not work" : "The last synchronisation failed; it is tried again by itself"}>
          {row.sync_error} The doctor below says more.
        </Alert>
      ) : null}
      {state === "unfinished" ? <Alert tone="warning" title="Not connected yet">The address is known. What is missing is the plugin, or a user with an application password.</Alert> : null}
      {state === "disconnected" ? <Alert tone="warning" title="Disconnected">Somebody disconnected it in WordPress, or removed the password here. Texts stay as they are on both sides until it is connected again.</Alert> : null}
      {conflicts > 0 ? (
        <Alert
          tone="warning"
          title={`${count(conflicts, "text")} ${conflicts === 1 ? "was" : "were"} changed on both sides`}
          actions={
            <Button asChild size="sm">
              <Link to={path(`${base}/conflicts`)}>{canDecide ? "Choose what stays" : "See the texts"}</Link>
            </Button>
          }
        >
          Nothing is overwritten before somebody chooses.
        </Alert>
      ) : null}
      {deletions > 0 ? (
        <Alert
          tone="warning"
          title={`${count(deletions, "text")} ${deletions === 1 ? "was" : "were"} deleted on the website`}
          actions={
            <Button asChild size="sm">
              <Link to={path(`${base}/deletions`)}>{canDecide ? "Decide about them" : "See the texts"}</Link>
            </Button>
          }
        >
          Nothing was deleted here.
        </Alert>
      ) : null}
    </>
  );
}
