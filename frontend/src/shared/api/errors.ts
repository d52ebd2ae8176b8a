/** What an answer of the API says when it refuses, and what the browser says when there was no answer. */

export type ErrorKind = "offline" | "unavailable" | "throttled" | "signed-out" | "not-allowed" | "not-found" | "conflict" | "no-credits" | "invalid" | "server";

interface Envelope {
  error?: string;
  error_code?: string;
  errors?: Record<string, string[]>;
  request_id?: string;
}

export class ApiError extends Error {
  override readonly name = "ApiError";
  /** HTTP status, 0 when there was no answer. */
  readonly status: number;
  /** Machine code of the envelope, for instance `CREDITS_EXHAUSTED`. */
  readonly code: string;
  /** Messages by input field; the dotted path of a nested one. */
  readonly fields: Readonly<Record<string, string[]>>;
  /** To quote to support; empty when there was no answer. */
  readonly requestId: string;
  /** Seconds the server asks to wait, when it does. */
  readonly retryAfter: number | null;

  constructor(message: string, facts: { status: number; code?: string; fields?: Record<string, string[]>; requestId?: string; retryAfter?: number | null }) {
    super(message);
    this.status = facts.status;
    this.code = facts.code ?? "";
    this.fields = facts.fields ?? {};
    this.requestId = facts.requestId ?? "";
    this.retryAfter = facts.retryAfter ?? null;
  }

  get kind(): ErrorKind {
    if (this.status === 0) return "offline";
    if (this.status === 401) return "signed-out";
    if (this.status === 402) return "no-credits";
    if (this.status === 403) return "not-allowed";
    if (this.status === 404 || this.status === 410) return "not-found";
    if (this.status === 409 || this.status === 412) return "conflict";
    if (this.status === 429) return "throttled";
    if (this.status === 502 || this.status === 503 || this.status === 504) return "unavailable";
    if (this.status >= 500) return "server";
    return "invalid";
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  get isPassing(): boolean {
    return ["offline", "unavailable", "throttled", "server"].includes(this.kind);
  }
}

/** The error in an answer that is not a success; reads the body. */
export async function errorOf(response: Response): Promise<ApiError> {
  let body: Envelope = {};
  try {
    body = (await response.json()) as Envelope;
  } catch {
    // A proxy's HTML page: the status is all there is.
  }
  const wait = Number(response.headers.get("Retry-After"));
  return new ApiError(body.error ?? sentenceFor(response.status), {
    status: response.status,
    code: body.error_code ?? "",
    fields: body.errors ?? {},
    requestId: body.request_id ?? response.headers.get("X-Request-ID") ?? "",
    retryAfter: Number.isFinite(wait) && wait > 0 ? wait : null,
  });
}

export function noAnswer(): ApiError {
  return new ApiError("The server cannot be reached. Nothing was lost; this page tries again by itself.", { status: 0 });
}

function sentenceFor(status: number): string {
  if (status === 429) return "Too many requests at once. This page tries again by itself.";
  if (status >= 500) return "The server could not answer. This page tries again by itself.";
  return "The server refused the request.";
}

/** Any thrown value as an ApiError, so that one component can show all of them. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(error instanceof Error && error.message ? error.message : "Something went wrong in this page.", { status: -1, code: "CLIENT" });
}
