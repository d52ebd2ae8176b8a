/** The API as tests need it: envelopes, and a server that refuses what no test has said. */
import { http, HttpResponse, type HttpResponseResolver } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";

const ENVELOPE = { request_id: "req-1", timestamp: "2026-03-04T12:00:00Z" };

export function one(data: unknown, init?: ResponseInit) {
  return HttpResponse.json({ success: true, data, message: "", ...ENVELOPE }, init);
}

export function many(results: readonly unknown[], count = results.length) {
  return HttpResponse.json({ success: true, count, count_is_exact: true, next: null, previous: null, results, ...ENVELOPE });
}

export function refusal(status: number, facts: { error?: string; code?: string; fields?: Record<string, string[]>; retryAfter?: number } = {}) {
  return HttpResponse.json(
    { success: false, error: facts.error ?? "Refused.", error_code: facts.code ?? "REFUSED", errors: facts.fields ?? {}, ...ENVELOPE },
    { status, headers: facts.retryAfter === undefined ? {} : { "Retry-After": String(facts.retryAfter) } },
  );
}

/** Paths below /api/v1 on this origin. */
export const on = {
  get: (path: string, answer: HttpResponseResolver) => http.get(`*/api/v1${path}`, answer),
  post: (path: string, answer: HttpResponseResolver) => http.post(`*/api/v1${path}`, answer),
  patch: (path: string, answer: HttpResponseResolver) => http.patch(`*/api/v1${path}`, answer),
  delete: (path: string, answer: HttpResponseResolver) => http.delete(`*/api/v1${path}`, answer),
};

/** Start msw for the tests of one file. */
export function startServer() {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
}
