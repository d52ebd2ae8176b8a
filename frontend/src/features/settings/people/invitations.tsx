import { useQuery } from "@tanstack/react-query";
import { MailPlus, RotateCw, X } from "lucide-react";
import { useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { useSites } from "@/shared/entities/site";
import { list } from "@/shared/lib/format";
import { ROLE, wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { EmptyState } from "@/shared/ui/empty-state";
import { PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { type Invitation, invitationsQuery, useResendInvitation, useRevokeInvitation } from "../api/people";

/** Invitations nobody has accepted yet. */
export function Invitations() {
  const query = useQuery(invitationsQuery());
  return (
    <PageSection title="Invitations" description="Sent, and not accepted yet. A link works once, for seven days.">
      <QueryState
        query={query}
        skeleton={<SkeletonRows rows={2} columns={3} />}
        isEmpty={(all) => open(all).length === 0}
        empty={<EmptyState compact icon={MailPlus} title="No open invitations" body="Whoever you invite is listed here until they join." />}
      >
        {(all) => (
          <ul className="divide-y rounded-lg border bg-surface">
            {open(all).map((invitation) => (
              <Row key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        )}
      </QueryState>
    </PageSection>
  );
}

function open(all: readonly Invitation[]): Invitation[] {
  return all.filter((one) => one.used_at === null && one.revoked_at === null);
}

function Row({ invitation }: { invitation: Invitation }) {
  const { data: sites } = useSites();
  const [now] = useState(() => Date.now());
  const resend = useResendInvitation();
  const revoke = useRevokeInvitation();
  const confirm = useConfirm();
  const isOver = new Date(invitation.expires_at).getTime() < now;
  const names = invitation.site_ids.flatMap((id) => sites?.find((site) => site.id === id)?.name ?? []);
  const seesAll = invitation.role === "owner" || invitation.role === "admin";
  const end = async () => {
    const isSure = await confirm({ title: `Revoke the invitation of ${invitation.email}?`, body: "The link in the mail stops working at once. You can invite them again later.", confirm: "Revoke invitation", danger: true });
    if (isSure) revoke.mutate(invitation.id, { onSuccess: () => toast.success(`The invitation of ${invitation.email} is revoked.`), onError: (error) => toastError(error) });
  };
  const again = () =>
    resend.mutate(invitation.id, {
      onSuccess: () => toast.success(`A new link is on its way to ${invitation.email}. The older one no longer works.`),
      onError: (error) => {
        const wait = toApiError(error).retryAfter;
        toastError(error, wait === null ? undefined : `Enough mails to ${invitation.email} for now. Try again in ${Math.ceil(wait / 60)} min.`);
      },
    });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="min-w-0 truncate">{invitation.email}</span>
          <Badge>{wordOf(ROLE, invitation.role).label}</Badge>
        </p>
        <p className="text-sm text-muted">
          {seesAll ? "Will see all sites." : names.length > 0 ? `Will see ${list(names)}.` : "No site is shared yet."} Sent <Time value={invitation.created_at} />.{" "}
          {isOver ? (
            <span className="text-warning">The link has expired; send a new one.</span>
          ) : (
            <>
              Expires <Time value={invitation.expires_at} />.
            </>
          )}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="sm" icon={RotateCw} loading={resend.isPending} onClick={again} aria-label={`Send again to ${invitation.email}`}>
          Send again
        </Button>
        <Button size="sm" variant="ghost" icon={X} loading={revoke.isPending} onClick={() => void end()} aria-label={`Revoke the invitation of ${invitation.email}`}>
          Revoke
        </Button>
      </div>
    </li>
  );
}
