/**
 * The access token, in memory only. The refresh token is an HttpOnly cookie that no script sees.
 *
 * Tabs share one cookie whose token changes with every use, so they refresh one at a time (Web Locks) and hand the new
 * access token to each other (BroadcastChannel) instead of each asking for its own.
 */
import { create } from "zustand";

import { ApiError, errorOf, noAnswer } from "./errors";

/** `unknown` until the first refresh has answered; `expired` while signed-in work is still on the screen. */
export type SessionStatus = "unknown" | "signed-in" | "signed-out" | "expired";

interface Session {
  status: SessionStatus;
  set: (status: SessionStatus) => void;
}

export const useSession = create<Session>()((set) => ({ status: "unknown", set: (status) => set({ status }) }));

interface Token {
  access: string;
  /** Milliseconds of Date.now() after which it is no longer used. */
  until: number;
}

type Message = { type: "token"; token: Token } | { type: "signed-out" };

const HINT = "igny8.signed-in"; // not a secret: only says whether asking for a refresh can succeed
const EARLY_MS = 30_000;
let token: Token | null = null;
let refreshing: Promise<string> | null = null;

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("igny8.session");
channel?.addEventListener("message", (event: MessageEvent<Message>) => {
  if (event.data.type === "token") {
    token = event.data.token;
    useSession.getState().set("signed-in");
  } else {
    token = null;
    useSession.getState().set("signed-out");
  }
});

/** Whether this browser was signed in when it was last used. */
export function maySignInSilently(): boolean {
  try {
    return localStorage.getItem(HINT) === "1";
  } catch {
    return true;
  }
}

function hint(isSignedIn: boolean): void {
  try {
    if (isSignedIn) localStorage.setItem(HINT, "1");
    else localStorage.removeItem(HINT);
  } catch {
    // Without storage every start asks the server.
  }
}

/**
 * Take what sign-in or a refresh answered.
 *
 * @param expiresIn seconds
 */
export function accept(access: string, expiresIn: number): void {
  token = { access, until: Date.now() + expiresIn * 1000 - EARLY_MS };
  hint(true);
  useSession.getState().set("signed-in");
  channel?.postMessage({ type: "token", token } satisfies Message);
}

/** Forget the session in every tab. */
export function forget(): void {
  token = null;
  hint(false);
  useSession.getState().set("signed-out");
  channel?.postMessage({ type: "signed-out" } satisfies Message);
}

/** The access token, without asking for a new one; null when there is none or it is about to end. */
export function currentAccess(): string | null {
  return token !== null && Date.now() < token.until ? token.access : null;
}

/** Drop an access token that the server refused, unless another tab has replaced it already. */
export function discard(refused: string): void {
  if (token?.access === refused) token = null;
}

/** @throws ApiError `signed-out` when the session is over; a passing kind when the server could not say */
export async function access(): Promise<string> {
  const known = currentAccess();
  if (known !== null) return known;
  // Asking again would only be refused again; signing in ends this state.
  if (useSession.getState().status === "expired") throw sessionOver();
  refreshing ??= exclusively(refresh).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

function sessionOver(): ApiError {
  return new ApiError("Your session ended. Sign in to go on.", { status: 401, code: "SESSION_OVER" });
}

async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  // Without a secure context there are no locks; the server then settles the race between tabs.
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? await locks.request("igny8.refresh", work) : await work();
}

async function refresh(): Promise<string> {
  const meanwhile = currentAccess();
  if (meanwhile !== null) return meanwhile;
  let response: Response;
  try {
    response = await fetch("/api/v1/auth/refresh/", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: "{}",
      credentials: "same-origin",
    });
  } catch {
    throw noAnswer();
  }
  if (!response.ok) {
    const error = await errorOf(response);
    if (error.status === 401 || error.status === 400) {
      const { status, set } = useSession.getState();
      // Someone who was at work keeps the page, and is asked to sign in over it.
      if (status === "signed-in") set("expired");
      else if (status === "unknown") forget();
      throw new ApiError(error.message, { status: 401, code: error.code, requestId: error.requestId });
    }
    throw error;
  }
  const body = (await response.json()) as { data: { access: string; expires_in: number } };
  accept(body.data.access, body.data.expires_in);
  return body.data.access;
}
