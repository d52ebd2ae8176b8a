import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useSearchParams } from "react-router";

import { toApiError } from "@/shared/api/errors";
import { maySignInSilently } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Skeleton } from "@/shared/ui/skeleton";

import { verifyEmail } from "../api/auth";
import { AuthLayout } from "../components/auth-layout";
import { BrokenLink } from "../components/broken-link";
import { TextLink } from "../components/text-link";

export function VerifyEmailPage() {
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const client = useQueryClient();
  const { mutate, isSuccess, error } = useMutation({ mutationFn: verifyEmail, onSuccess: () => client.invalidateQueries({ queryKey: meKeys.all }) });
  const asked = useRef("");
  useEffect(() => {
    // The link works once: it must not be used up by an effect that runs twice.
    if (token === "" || asked.current === token) return;
    asked.current = token;
    mutate(token);
  }, [token, mutate]);
  const onwards = <TextLink to={maySignInSilently() ? "/" : "/sign-in"}>{maySignInSilently() ? "Go to your site" : "Sign in"}</TextLink>;
  if (token === "") return <BrokenLink title="Confirm your e-mail">{onwards}</BrokenLink>;
  const fault = error ? toApiError(error) : null;
  return (
    <AuthLayout title="Confirm your e-mail">
      {isSuccess ? <Alert tone="success">Your e-mail address is confirmed.</Alert> : null}
      {fault ? (
        <Alert tone="danger" title={fault.isPassing ? "Not confirmed yet" : "This link does not work any more"} actions={fault.isPassing ? <Button onClick={() => mutate(token)}>Try again</Button> : undefined}>
          {fault.isPassing ? fault.message : "It was used already, is too old, or the address has changed since. Sign in to have a new one sent."}
        </Alert>
      ) : null}
      {!isSuccess && !fault ? <Skeleton className="h-10 w-full" /> : null}
      <p>{onwards}</p>
    </AuthLayout>
  );
}
