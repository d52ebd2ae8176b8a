import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { chooseEncoding, type CompressionCache } from "./compression.ts";
import type { SiteFile } from "./files.ts";

/** Sites carry no scripts, so none may run; pictures may come from anywhere, as articles link to them. */
const SECURITY_HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; img-src 'self' data: https:; media-src 'self' https:; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "SAMEORIGIN",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
  "Cross-Origin-Opener-Policy": "same-origin",
} as const;

/** Bodies up to this size are read in one go; larger ones are streamed. */
const BUFFERED_BYTES = 1024 * 1024;
/** A second-exact time cannot tell two writes in one second apart, so a fresh file does not show its time. */
const SETTLED_MS = 2000;

/** Sends an open file and closes it. */
export async function sendFile(request: IncomingMessage, response: ServerResponse, file: SiteFile, status: 200 | 404, cache: CompressionCache): Promise<void> {
  try {
    const encoding = file.isText ? chooseEncoding(request.headers["accept-encoding"], file.size) : null;
    const etag = `"${file.etag}${encoding === null ? "" : `-${encoding}`}"`;
    const isSettled = Date.now() - file.mtime.getTime() > SETTLED_MS;
    const lastModified = isSettled && status === 200 ? file.mtime.toUTCString() : undefined;
    response.setHeaders(
      new Map(
        Object.entries({
          ...SECURITY_HEADERS,
          "Cache-Control": file.isImmutable && status === 200 ? "public, max-age=31536000, immutable" : "no-cache",
          ...(file.isText && { Vary: "Accept-Encoding" }),
          ...(status === 200 && { ETag: etag }),
          ...(lastModified !== undefined && { "Last-Modified": lastModified }),
        }),
      ),
    );
    if (status === 200 && isFresh(request, etag, lastModified)) {
      response.writeHead(304).end();
      return;
    }
    response.setHeader("Content-Type", file.contentType);
    if (encoding === null && file.size > BUFFERED_BYTES) {
      response.writeHead(status, { "Content-Length": file.size });
      if (request.method === "HEAD") response.end();
      else await pipeline(file.handle.createReadStream({ autoClose: false }), response);
      return;
    }
    const read = () => file.handle.readFile();
    const body = encoding === null ? await read() : await cache.get(file.etag, encoding, read);
    if (encoding !== null) response.setHeader("Content-Encoding", encoding);
    response.writeHead(status, { "Content-Length": body.length }).end(request.method === "HEAD" ? undefined : body);
  } finally {
    await file.handle.close();
  }
}

/** Sends a short page of the server's own. */
export function sendText(request: IncomingMessage, response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>> = {}): void {
  const body = Buffer.from(
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${text}</title></head><body><main><h1>${text}</h1></main></body></html>`,
  );
  response.writeHead(status, { ...SECURITY_HEADERS, "Cache-Control": "no-cache", "Content-Type": "text/html; charset=utf-8", "Content-Length": body.length, ...headers });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Sends bare text, for programs. */
export function sendPlain(request: IncomingMessage, response: ServerResponse, text: string): void {
  const body = Buffer.from(text);
  response.writeHead(200, { ...SECURITY_HEADERS, "Cache-Control": "no-cache", "Content-Type": "text/plain; charset=utf-8", "Content-Length": body.length });
  response.end(request.method === "HEAD" ? undefined : body);
}

export function sendRedirect(request: IncomingMessage, response: ServerResponse, status: number, location: string): void {
  sendText(request, response, status, "Moved", { Location: location });
}

/**
 * RFC 9110, 13.2.2: the entity tag decides when one was sent. A time counts only when it is equal to ours, because a
 * rolled-back version is older than what the client holds and yet different.
 */
function isFresh({ headers }: IncomingMessage, etag: string, lastModified: string | undefined): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined) {
    return tags.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
  }
  return lastModified !== undefined && headers["if-modified-since"] === lastModified;
}
