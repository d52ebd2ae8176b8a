import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "react-router";

import { Can } from "@/shared/entities/me";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { useLocal } from "@/shared/hooks/use-local";
import { urlChoice, useUrlState } from "@/shared/hooks/use-url-state";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { Stepper } from "@/shared/ui/stepper";

import { type Integration, integrationsQuery } from "../api/integrations";
import { isConnected } from "../types/state";
import { AddressStep } from "./address-step";
import { CheckStep } from "./check-step";
import { PasswordStep } from "./password-step";
import { PluginStep } from "./plugin-step";
import { type Action, type Draft, EMPTY, isDraft, placeOf, reduce, resume, STEPS } from "./steps";
import { SyncStep } from "./sync-step";
import { WayStep } from "./way-step";

const URL_SCHEMA = { way: urlChoice(["", "plugin", "password"], "") };

/** From an address to a website whose texts are here. */
export function ConnectPage() {
  const site = useCurrentSite();
  const path = useSitePath();
  const query = useQuery(integrationsQuery(site.id));
  return (
    <Page title="Connect WordPress" back={{ to: path("settings/integrations"), label: "Integrations" }} className="max-w-3xl">
      <Can role="admin" fallback={<EmptyState title="Owners and admins connect websites" body="Ask one of them, or have them raise your role under Settings, Users." />}>
        <QueryState query={query} skeleton={<SkeletonRows rows={4} columns={1} />}>
          {(rows) => <Wizard row={rows.find((row) => row.platform === "wordpress") ?? null} />}
        </QueryState>
      </Can>
    </Page>
  );
}

/** What every step is given. */
export interface StepProps {
  row: Integration;
  draft: Draft;
  dispatch: (action: Action) => void;
}

function Wizard({ row }: { row: Integration | null }) {
  const site = useCurrentSite();
  const [stored, setStored] = useLocal<Draft>(`connect.${site.id}`, EMPTY, isDraft);
  const [url, setUrl] = useUrlState(URL_SCHEMA);
  const draft = resume(stored, row && { isConnected: isConnected(row), wasSynchronised: row.last_sync_at !== null });
  const dispatch = (action: Action) => setStored(reduce(draft ?? EMPTY, action));
  useEffect(() => {
    // A link that asks to connect again in one of the ways.
    if (url.way === "") return;
    if (row) setStored(reduce(EMPTY, { type: "again", way: url.way, after: row.connected_at ?? row.created_at }));
    setUrl({ way: "" }, { replace: true });
  }, [url.way, row, setStored, setUrl]);
  const part = useFocusOn(draft?.step);
  if (draft === null && row) return <Already row={row} />;
  const now = draft ?? EMPTY;
  const step = row === null ? "address" : now.step;
  return (
    <>
      <Stepper steps={STEPS} current={placeOf(step)} />
      <div ref={part} tabIndex={-1} className="grid min-w-0 grid-cols-1 gap-5 outline-none">
        {step === "address" || row === null ? <AddressStep row={row} dispatch={dispatch} /> : <Later row={row} draft={now} dispatch={dispatch} done={() => setStored(null)} />}
      </div>
    </>
  );
}

function Later({ done, ...props }: StepProps & { done: () => void }): ReactNode {
  switch (props.draft.step) {
    case "address":
    case "way":
      return <WayStep {...props} />;
    case "connect":
      return props.draft.way === "password" ? <PasswordStep {...props} /> : <PluginStep {...props} />;
    case "check":
      return <CheckStep {...props} done={done} />;
    case "sync":
      return <SyncStep {...props} done={done} />;
  }
}

/** The next question, not the button that is gone. */
function useFocusOn(step: string | undefined) {
  const part = useRef<HTMLDivElement>(null);
  const last = useRef(step);
  useEffect(() => {
    if (last.current !== step) {
      part.current?.focus({ preventScroll: true });
      document.documentElement.scrollTop = 0;
    }
    last.current = step;
  }, [step]);
  return part;
}

function Already({ row }: { row: Integration }) {
  const path = useSitePath();
  return (
    <EmptyState
      icon={CircleCheck}
      title={`This site is connected to ${row.name}`}
      body="A site has one WordPress. To connect another one, disconnect this one first; texts stay on both sides."
      action={
        <Button asChild variant="primary">
          <Link to={path(`settings/integrations/${row.id}`)}>See the connection</Link>
        </Button>
      }
    />
  );
}
