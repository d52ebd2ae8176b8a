import { lazy } from "react";

import { useSession } from "@/shared/api/session";
import type { Feature } from "@/shared/lib/feature";

import { VerifyBanner } from "./components/verify-banner";

const SignInAgain = lazy(async () => ({ default: (await import("./components/sign-in-again")).SignInAgain }));

/** The form is loaded only when a session has ended under the page. */
function SessionEnd() {
  const status = useSession((state) => state.status);
  return status === "expired" ? <SignInAgain /> : null;
}

export const feature: Feature = {
  open: [
    { path: "/sign-in", lazy: async () => ({ Component: (await import("./pages/sign-in")).SignInPage }) },
    { path: "/sign-up", lazy: async () => ({ Component: (await import("./pages/sign-up")).SignUpPage }) },
    { path: "/forgot-password", lazy: async () => ({ Component: (await import("./pages/forgot-password")).ForgotPasswordPage }) },
    { path: "/reset-password", lazy: async () => ({ Component: (await import("./pages/reset-password")).ResetPasswordPage }) },
    { path: "/verify-email", lazy: async () => ({ Component: (await import("./pages/verify-email")).VerifyEmailPage }) },
    { path: "/accept-invitation", lazy: async () => ({ Component: (await import("./pages/accept-invitation")).AcceptInvitationPage }) },
  ],
  banners: [VerifyBanner],
  overlays: [SessionEnd],
};
