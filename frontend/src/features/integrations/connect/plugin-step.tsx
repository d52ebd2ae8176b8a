import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, ExternalLink, KeyRound, Stethoscope } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";

import { useNow } from "@/shared/hooks/use-now";
import { duration } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { CopyButton } from "@/shared/ui/copy";
import { ProgressBar } from "@/shared/ui/progress";
import { Time } from "@/shared/ui/time";
import { toastError } from "@/shared/ui/toast";

import { useDoctor } from "../api/changes";
import { integrationQuery, keepIntegration } from "../api/integrations";
import { makePluginKey, type NewApiKey } from "../api/keys";
import { CheckList } from "../overview/check-list";
import { Looking } from "../overview/doctor";
import { DownloadPlugin } from "../overview/download-plugin";
import { hasPlugin } from "../types/checks";
import type { StepProps } from "./page";
import { StepButtons, StepFrame } from "./step-frame";
import { saidHello } from "./steps";

const POLL_MS = 2000;
const HELP_AFTER_S = 60;

export function PluginStep({ row, draft, dispatch }: StepProps) {
  const client = useQueryClient();
  const latest = useQuery({ ...integrationQuery(row.site_id, row.id), refetchInterval: POLL_MS }).data ?? row;
  // The only place the key is ever in: gone with this page.
  const [made, setMade] = useState<NewApiKey | null>(null);
  const isHere = saidHello(latest, draft.after);
  useEffect(() => {
    if (!isHere) return;
    keepIntegration(client, latest);
    dispatch({ type: "connected" });
    // Once, when it is here; the rest is made anew with every rendering.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isHere]);
  const isThere = hasPlugin(latest.checks);
  return (
    <StepFrame title="Three things to do" description="In WordPress you have to be an administrator. This page notices by itself when they are done; you may close it and come back.">
      <ol className="grid min-w-0 grid-cols-1 gap-3">
        <Thing number={1} title={isThere ? "The plugin is installed" : "Install the plugin"} isDone={isThere}>
          {isThere ? (
            <p className="text-muted">It answered{latest.plugin.version ? `, version ${latest.plugin.version}` : ""}. Nothing to do here.</p>
          ) : (
            <InstallWords address={row.base_url} />
          )}
        </Thing>
        <Thing number={2} title="Make its key" isDone={made !== null}>
          <KeyPart address={row.base_url} siteId={row.site_id} made={made} madeAt={draft.keyMadeAt} onMade={(key) => {
            setMade(key);
            dispatch({ type: "keyed", at: key.created_at });
          }} />
        </Thing>
        <Thing number={3} title="Connect it in WordPress">
          <p>
            In WordPress, open <b>Settings</b>, <b>IGNY8</b>. Paste the address and the key, and press <b>Connect</b>.
          </p>
          <OutLink to={`${row.base_url}/wp-admin/options-general.php?page=igny8-bridge`}>Open Settings, IGNY8 in WordPress</OutLink>
        </Thing>
      </ol>
      <Waiting id={row.id} siteId={row.site_id} />
      <StepButtons onBack={() => dispatch({ type: "back" })} />
    </StepFrame>
  );
}

function Thing({ number, title, isDone = false, children }: { number: number; title: string; isDone?: boolean; children: ReactNode }) {
  return (
    <li className="flex gap-3 rounded-lg border bg-surface p-4">
      {isDone ? <CircleCheck className="mt-0.5 size-5 shrink-0 text-success" aria-label="Done" /> : <span className="tabular grid size-5 shrink-0 place-items-center rounded-full border text-xs" aria-hidden="true">{number}</span>}
      <div className="grid min-w-0 flex-1 justify-items-start gap-2">
        <h3 className="font-semibold">{title}</h3>
        {children}
      </div>
    </li>
  );
}

function OutLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Button asChild size="sm" icon={ExternalLink}>
      <a href={to} target="_blank" rel="noreferrer">
        {children}
      </a>
    </Button>
  );
}

function InstallWords({ address }: { address: string }) {
  return (
    <>
      <p>
        Download it, and in WordPress open <b>Plugins</b>, <b>Add Plugin</b>, <b>Upload Plugin</b>. Choose the .zip as it is, press <b>Install Now</b>, then <b>Activate Plugin</b>.
      </p>
      <div className="flex flex-wrap gap-2">
        <DownloadPlugin variant="primary" />
        <OutLink to={`${address}/wp-admin/plugin-install.php?tab=upload`}>Open Upload Plugin in WordPress</OutLink>
      </div>
    </>
  );
}

interface KeyPartProps {
  siteId: string;
  address: string;
  made: NewApiKey | null;
  madeAt: string | null;
  onMade: (key: NewApiKey) => void;
}

function KeyPart({ siteId, address, made, madeAt, onMade }: KeyPartProps) {
  const make = useMutation({ mutationFn: () => makePluginKey(siteId, address), gcTime: 0, onSuccess: onMade, onError: (error) => toastError(error) });
  if (made) {
    return (
      <>
        <Copyable label="Address of IGNY8" value={globalThis.location.origin} what="the address" />
        <Copyable label="API key" value={made.key} what="the key" />
        <p className="text-sm text-warning">The key is shown only now. Whoever has it can read and write this site's content.</p>
      </>
    );
  }
  return (
    <>
      <p className="text-muted">
        {madeAt === null ? (
          "The plugin shows it once, to be let in. It may read this site, and read and write its content; nothing else."
        ) : (
          <>
            You made one <Time value={madeAt} />, and it was shown then. If it is in WordPress already, go on with the next point; otherwise make another one, which ends the first unless it was used.
          </>
        )}
      </p>
      <Button size="sm" variant={madeAt === null ? "primary" : "secondary"} icon={KeyRound} loading={make.isPending} onClick={() => make.mutate()}>
        {madeAt === null ? "Make the API key" : "Make another API key"}
      </Button>
    </>
  );
}

function Copyable({ label, value, what }: { label: string; value: string; what: string }) {
  return (
    <div className="grid w-full min-w-0 gap-1">
      <span className="text-sm font-medium">{label}</span>
      <div className="flex items-center gap-2 rounded-md border bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{value}</code>
        <CopyButton value={value} label={what} />
      </div>
    </div>
  );
}

/** Nothing to press: it goes on by itself. And help when it does not. */
function Waiting({ id, siteId }: { id: string; siteId: string }) {
  const [since] = useState(() => Date.now());
  const waited = Math.max(0, (useNow(1000) - since) / 1000);
  const doctor = useDoctor(siteId);
  return (
    <div className="grid gap-3">
      <div className="grid gap-2 rounded-lg border border-dashed px-4 py-3">
        <ProgressBar value={null} label="Waiting for WordPress to say hello" showLabel valueText={duration(waited)} />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-sm text-muted">{waited > HELP_AFTER_S ? "Pressed Connect, and nothing happens here? WordPress says why above its form; the doctor looks from this side." : "This page goes on by itself."}</p>
          <Button size="sm" icon={Stethoscope} loading={doctor.isPending} onClick={() => doctor.mutate(id, { onError: (error) => toastError(error) })}>
            Ask the doctor
          </Button>
        </div>
      </div>
      {doctor.isPending || doctor.data ? (
        <div className="rounded-lg border bg-surface" aria-live="polite">
          {doctor.isPending ? <Looking /> : <CheckList checks={doctor.data.checks} />}
        </div>
      ) : null}
      {doctor.data?.ok ? <Alert tone="success">Everything is in order from this side.</Alert> : null}
    </div>
  );
}
