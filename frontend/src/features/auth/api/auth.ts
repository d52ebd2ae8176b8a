import { api, item, type Schema } from "@/shared/api/client";
import { accept } from "@/shared/api/session";

type SignedIn = Schema<"SignInOut">;

function taken(answer: SignedIn): SignedIn {
  accept(answer.access, answer.expires_in);
  return answer;
}

/** Asks for the refresh token as a cookie, which no script can read. */
export async function signIn(body: { email: string; password: string }): Promise<SignedIn> {
  return taken(await item(api.POST("/api/v1/auth/login/", { body: { ...body, cookie: true } })));
}

export async function signUp(body: { name: string; account_name: string; email: string; password: string }): Promise<SignedIn> {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return taken(await item(api.POST("/api/v1/auth/register/", { body: { ...body, timezone: timeZone, cookie: true } })));
}

export async function acceptInvitation(body: { token: string; name: string; password: string }): Promise<SignedIn> {
  return taken(await item(api.POST("/api/v1/auth/accept-invitation/", { body: { ...body, cookie: true } })));
}

export async function askForReset(email: string): Promise<void> {
  await api.POST("/api/v1/auth/password-reset/", { body: { email } });
}

export async function resetPassword(body: { token: string; password: string }): Promise<void> {
  await api.POST("/api/v1/auth/password-reset/confirm/", { body });
}

export async function verifyEmail(token: string): Promise<void> {
  await api.POST("/api/v1/auth/verify-email/", { body: { token } });
}

export async function resendVerification(): Promise<void> {
  await api.POST("/api/v1/auth/verify-email/resend/");
}
