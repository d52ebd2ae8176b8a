/** The API, typed by the committed OpenAPI file. */
import createClient from "openapi-fetch";

import { errorOf, noAnswer } from "./errors";
import type { components, paths } from "./schema";
import { access, discard } from "./session";

/** A shape of the API by its name, for instance `Schema<"KeywordOut">`. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

const PATIENCE_MS = 60_000;
/** Paths that are called without a token. */
const OPEN = /^\/api\/v1\/auth\/(login|register|refresh|password-reset|verify-email\/$|accept-invitation)/;

/** Told of every outcome, so that one place knows whether the server can be reached. */
type Watcher = (reached: boolean) => void;
let watcher: Watcher = () => undefined;
export function watchConnection(listener: Watcher): void {
  watcher = listener;
}

/**
 * fetch with the session's token; a refused token is replaced once.
 *
 * @throws ApiError for every answer that is not a success, and when there is none
 */
export async function authorisedFetch(request: Request, options: { patienceMs?: number } = {}): Promise<Response> {
  const isOpen = OPEN.test(new URL(request.url).pathname);
  const first = await attempt(request.clone(), isOpen ? null : await access(), options);
  if (first.response.status !== 401 || isOpen || first.token === null) return await checked(first.response);
  discard(first.token);
  return await checked((await attempt(request, await access(), options)).response);
}

async function attempt(request: Request, token: string | null, options: { patienceMs?: number }): Promise<{ response: Response; token: string | null }> {
  const headers = new Headers(request.headers);
  if (token !== null) headers.set("Authorization", `Bearer ${token}`);
  const signals = [request.signal];
  const patience = options.patienceMs ?? PATIENCE_MS;
  if (Number.isFinite(patience)) signals.push(AbortSignal.timeout(patience));
  try {
    const response = await fetch(new Request(request, { headers, signal: AbortSignal.any(signals), credentials: "same-origin" }));
    watcher(response.status !== 502 && response.status !== 503 && response.status !== 504);
    return { response, token };
  } catch (error) {
    // The caller's own cancellation says nothing about the server.
    if (request.signal.aborted) throw error;
    watcher(false);
    throw noAnswer();
  }
}

async function checked(response: Response): Promise<Response> {
  if (!response.ok) throw await errorOf(response);
  return response;
}

export const api = createClient<paths>({ baseUrl: globalThis.location.origin, fetch: (request) => authorisedFetch(request) });

/** The `data` of an answer about one thing: `await item(api.GET("/api/v1/auth/me/"))`. */
export async function item<Data>(answer: Promise<{ data?: { data: Data } | undefined }>): Promise<Data> {
  const { data } = await answer;
  if (data === undefined) throw noAnswer();
  return data.data;
}

/** The whole answer of a list: `results`, `count`, `next`, ... */
export async function page<Body>(answer: Promise<{ data?: Body | undefined }>): Promise<Body> {
  const { data } = await answer;
  if (data === undefined) throw noAnswer();
  return data;
}

/** A new key for a request that must not happen twice, also when it is sent twice. Keep it for the retries. */
export function idempotencyKey(): string {
  return crypto.randomUUID();
}
