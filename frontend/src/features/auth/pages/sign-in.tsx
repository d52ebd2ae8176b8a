import { useEffect } from "react";
import { Navigate, useSearchParams } from "react-router";

import { access, maySignInSilently, useSession } from "@/shared/api/session";
import { Alert } from "@/shared/ui/alert";

import { AuthLayout } from "../components/auth-layout";
import { SignInForm } from "../components/sign-in-form";
import { TextLink } from "../components/text-link";
import { safeNext } from "../next";

const NOTICES: Record<string, string> = {
  reset: "Your password is changed. Sign in with the new one.",
  verified: "Your e-mail address is confirmed.",
};

export function SignInPage() {
  const [params] = useSearchParams();
  const status = useSession((state) => state.status);
  const next = params.get("next");
  const notice = NOTICES[params.get("notice") ?? ""];
  useEffect(() => {
    // Somebody who is signed in has nothing to do here.
    if (status === "unknown" && maySignInSilently()) access().catch(() => undefined);
  }, [status]);
  if (status === "signed-in") return <Navigate to={safeNext(next)} replace />;
  return (
    <AuthLayout
      title="Sign in"
      lead={next === null ? undefined : "to go on where you wanted to go"}
      footer={
        <p>
          New here? <TextLink to="/sign-up">Create an account</TextLink>
        </p>
      }
    >
      {notice ? <Alert tone="success">{notice}</Alert> : null}
      <SignInForm />
    </AuthLayout>
  );
}
