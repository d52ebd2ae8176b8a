/** Sending a file with its progress: fetch does not tell how much has gone out, XMLHttpRequest does. */
import { ApiError, errorOf, noAnswer } from "@/shared/api/errors";
import { access, discard } from "@/shared/api/session";

import { IMPORT_PATH } from "./imports";

export interface UploadOptions {
  /** Kept for every try of the same upload: the server starts one import however often it is sent. */
  key: string;
  signal: AbortSignal;
  /** @param share 0 to 1 */
  onProgress: (share: number) => void;
}

/**
 * Start an import.
 *
 * @returns the import's id
 * @throws ApiError; DOMException `AbortError` when cancelled
 */
export async function uploadImport(form: FormData, options: UploadOptions): Promise<string> {
  const token = await access();
  const first = await send(form, token, options);
  if (first.status !== 401) return await idOf(first);
  discard(token);
  return await idOf(await send(form, await access(), options));
}

async function idOf(response: Response): Promise<string> {
  if (!response.ok) throw await errorOf(response);
  const body = (await response.json()) as { data: { import_id: string } };
  return body.data.import_id;
}

function send(form: FormData, token: string, { key, signal, onProgress }: UploadOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new DOMException("Cancelled", "AbortError"));
      return;
    }
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener("abort", stop, { once: true });
    const done = (act: () => void) => () => {
      signal.removeEventListener("abort", stop);
      act();
    };
    request.open("POST", IMPORT_PATH);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Idempotency-Key", key);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    });
    request.addEventListener("load", done(() => resolve(answerOf(request))));
    request.addEventListener("error", done(() => reject(noAnswer())));
    request.addEventListener("abort", done(() => reject(new DOMException("Cancelled", "AbortError"))));
    request.send(form);
  });
}

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ["Retry-After", "X-Request-ID"]) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(request.responseText, { status: request.status, headers });
}

const PATIENT = 8;
const MOST_WAIT_MS = 30_000;

/** Milliseconds to wait before the next try; null when trying again by itself makes no sense. */
export function waitBefore(error: ApiError, tries: number): number | null {
  const mayPass = error.isPassing || error.code === "REQUEST_IN_FLIGHT";
  if (!mayPass || tries >= PATIENT) return null;
  return Math.min(error.retryAfter === null ? 1000 * 2 ** Math.min(tries, 5) : error.retryAfter * 1000, MOST_WAIT_MS);
}
