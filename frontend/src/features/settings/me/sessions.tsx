import { useQuery } from "@tanstack/react-query";
import { Laptop, MonitorX, Smartphone } from "lucide-react";

import { signOut } from "@/shared/api/sign-out";
import { count } from "@/shared/lib/format";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { sessionsQuery, type SignIn, useEndSessions } from "../api/me";
import { deviceWords, isPhone } from "../lib/device";

export function Sessions() {
  const query = useQuery(sessionsQuery());
  const end = useEndSessions();
  const confirm = useConfirm();
  const everywhere = async () => {
    const isSure = await confirm({ title: "Sign out everywhere?", body: "Every browser and device signed in as you is signed out, this one too. Work already running goes on.", confirm: "Sign out everywhere", danger: true });
    if (isSure) await signOut({ everywhere: true }).catch(toastError);
  };
  const others = async (rows: readonly SignIn[]) => {
    const isSure = await confirm({ title: `Sign out ${count(rows.length, "session")}?`, body: "Every other browser and device signed in as you is signed out. This one stays.", confirm: "Sign the others out", danger: true });
    if (isSure) end.mutate(rows.map((row) => row.id), { onSuccess: () => toast.success(`${count(rows.length, "session")} signed out.`), onError: (error) => toastError(error) });
  };
  return (
    <PageSection
      title="Where you are signed in"
      description="Sign out what you do not know, then change your password."
      actions={
        <Button size="sm" icon={MonitorX} onClick={() => void everywhere()}>
          Sign out everywhere
        </Button>
      }
    >
      <QueryState query={query} skeleton={<SkeletonRows rows={3} columns={2} />}>
        {(rows) => {
          const rest = rows.filter((row) => !row.is_current);
          return (
            <div className="grid gap-3">
              <ul className="max-h-120 divide-y overflow-y-auto rounded-lg border bg-surface">
                {[...rows].sort((a, b) => Number(b.is_current) - Number(a.is_current)).map((row) => (
                  <Row key={row.id} row={row} />
                ))}
              </ul>
              {rest.length > 1 ? (
                <div>
                  <Button size="sm" loading={end.isPending} onClick={() => void others(rest)}>
                    Sign the {rest.length} others out
                  </Button>
                </div>
              ) : null}
            </div>
          );
        }}
      </QueryState>
    </PageSection>
  );
}

function Row({ row }: { row: SignIn }) {
  const end = useEndSessions();
  const device = deviceWords(row.user_agent);
  const Icon = isPhone(row.user_agent) ? Smartphone : Laptop;
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <Icon className="size-4 shrink-0 text-faint" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {device} {row.is_current ? <Badge tone="success">This one</Badge> : null}
        </p>
        <p className="text-sm text-muted">
          {row.address || "Unknown address"} · last active <Time value={row.rotated_at ?? row.created_at} /> · since <Time value={row.created_at} format="date" />
        </p>
      </div>
      {row.is_current ? null : (
        <Button size="sm" variant="ghost" loading={end.isPending} aria-label={`Sign out ${device}`} onClick={() => end.mutate([row.id], { onSuccess: () => toast.success(`${device} is signed out.`), onError: (error) => toastError(error) })}>
          Sign out
        </Button>
      )}
    </li>
  );
}
