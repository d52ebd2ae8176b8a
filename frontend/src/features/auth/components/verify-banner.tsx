import { useMutation } from "@tanstack/react-query";

import { toApiError } from "@/shared/api/errors";
import { useMe } from "@/shared/entities/me";
import { Button } from "@/shared/ui/button";

import { resendVerification } from "../api/auth";

/** Nothing is refused to an unconfirmed address, but no mail can be relied on: not even the one that resets a password. */
export function VerifyBanner() {
  const me = useMe();
  const resend = useMutation({ mutationFn: resendVerification });
  if (me?.email_verified_at !== null) return null;
  const wait = resend.error ? toApiError(resend.error).retryAfter : null;
  return (
    <div role="region" aria-label="Confirm your e-mail" className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b bg-info-soft px-4 py-1.5 text-sm text-info sm:px-6">
      <p className="min-w-0 flex-1 basis-64">
        Confirm your address with the link we sent to <strong className="font-medium break-words">{me.email}</strong>, so that notices and a new password can reach you.
      </p>
      <p role="status">
        {resend.isSuccess ? "Sent. Look into your inbox." : null}
        {resend.error ? (wait === null ? toApiError(resend.error).message : `Enough mails for now; try again in ${Math.ceil(wait / 60)} min.`) : null}
      </p>
      {resend.isSuccess ? null : (
        <Button size="sm" loading={resend.isPending} onClick={() => resend.mutate()}>
          Send the link again
        </Button>
      )}
    </div>
  );
}
