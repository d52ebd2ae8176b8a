import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { CompressionCache } from "./compression.ts";
import { openFile, openThemeFile, type SiteFile } from "./files.ts";
import { keyNamed } from "./keys.ts";
import { RedirectTable } from "./redirects.ts";
import { sendFile, sendPlain, sendRedirect, sendText } from "./respond.ts";
import { Routes, type SiteRoute } from "./routing.ts";
import { parseTarget, type Target } from "./target.ts";

/** A client gets this long for its request head, and this long between two steps of anything. */
const HEAD_MS = 10_000;
const IDLE_MS = 30_000;

const FAULTS = { 400: "Bad request", 404: "Page not found", 414: "Address too long" } as const;

export interface SiteServerOptions {
  /** Data folder with `clients/` and `routes/`. */
  root: string;
  /** Told about failures that are not the client's. */
  onError: (error: unknown) => void;
  headMs?: number;
  idleMs?: number;
}

/** A server of all rendered sites; it holds no state but compressed copies and redirect tables. */
export function createSiteServer({ root, onError, headMs = HEAD_MS, idleMs = IDLE_MS }: SiteServerOptions): Server {
  const handler = new SiteHandler(root);
  const server = createServer({ headersTimeout: headMs, requestTimeout: headMs, keepAliveTimeout: 5000, connectionsCheckingInterval: Math.min(headMs, 5000) }, (request, response) => {
    handler.handle(request, response).catch((error: unknown) => {
      if (response.destroyed || response.socket?.destroyed) return;
      onError(error);
      if (response.headersSent) response.destroy();
      else {
        for (const name of response.getHeaderNames()) response.removeHeader(name);
        sendText(request, response, 500, "The page cannot be shown right now");
      }
    });
  });
  // Closes connections that neither read nor write, in the middle of a response too.
  server.setTimeout(idleMs);
  server.maxConnections = 10_000;
  return server;
}

class SiteHandler {
  private readonly routes: Routes;
  private readonly redirects = new RedirectTable();
  private readonly cache = new CompressionCache();

  constructor(private readonly root: string) {
    this.routes = new Routes(root);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "GET" && request.method !== "HEAD") {
      sendText(request, response, 405, "Method not allowed", { Allow: "GET, HEAD", Connection: "close" });
      return;
    }
    const target = parseTarget(request.url ?? "/");
    if (target === 400 || target === 414) {
      sendText(request, response, target, FAULTS[target]);
      return;
    }
    const segments = target === 404 ? safePrefix(request.url ?? "/") : target.segments;
    const { host } = request.headers;
    const route = await this.routes.find(host, segments);
    if (route === null) {
      if (segments.length === 1 && segments[0] === "healthz") sendText(request, response, 200, "ok");
      else sendText(request, response, 404, "There is no site at this address");
      return;
    }
    const key = target === 404 || target.hasTrailingSlash ? null : await keyNamed(this.root, route);
    if (key === null) await this.serve(request, response, route, target);
    else sendPlain(request, response, key);
  }

  private async serve(request: IncomingMessage, response: ServerResponse, route: SiteRoute, target: Target | 404): Promise<void> {
    const version = await this.routes.currentVersion(route.siteId);
    if (version === null) {
      sendText(request, response, 404, "This site has not been published yet");
      return;
    }
    if (target === 404) {
      await this.notFound(request, response, version);
      return;
    }
    const { segments, basePath } = route;
    const isFolder = target.hasTrailingSlash || (segments.length === 0 && basePath === "");
    const last = segments.at(-1);
    const file = isFolder ? await openFile(version, [...segments, "index.html"]) : await openFile(version, segments);
    if (file && !isFolder && last === "index.html") {
      await file.handle.close();
      sendRedirect(request, response, 301, link(basePath, segments.slice(0, -1)) + target.query);
      return;
    }
    if (file && !(segments.length === 1 && last === "404.html")) {
      await sendFile(request, response, file, 200, this.cache);
      return;
    }
    await file?.handle.close();
    await this.elsewhere(request, response, { route, target, version, isFolder });
  }

  /** What is left when the path is no file of the version: a missing slash, an old address, an old stylesheet, or nothing. */
  private async elsewhere(
    request: IncomingMessage,
    response: ServerResponse,
    { route, target, version, isFolder }: { route: SiteRoute; target: Target; version: string; isFolder: boolean },
  ): Promise<void> {
    const { segments, basePath, siteId } = route;
    const page: SiteFile | null = isFolder ? null : await openFile(version, [...segments, "index.html"]);
    if (page) {
      await page.handle.close();
      sendRedirect(request, response, 301, link(basePath, segments) + target.query);
      return;
    }
    const redirect = await this.redirects.find(version, segments);
    if (redirect) {
      sendRedirect(request, response, redirect.status, redirect.to);
      return;
    }
    const kept = isFolder ? null : await openThemeFile(version, segments);
    if (kept) {
      await sendFile(request, response, kept, 200, this.cache);
      return;
    }
    // The version may have been replaced and removed since it was resolved; then the whole answer comes from the new one.
    const now = await this.routes.currentVersion(siteId);
    if (now !== null && now !== version) await this.serve(request, response, route, target);
    else await this.notFound(request, response, version);
  }

  private async notFound(request: IncomingMessage, response: ServerResponse, version: string): Promise<void> {
    const page = await openFile(version, ["404.html"]);
    if (page) await sendFile(request, response, page, 404, this.cache);
    else sendText(request, response, 404, FAULTS[404]);
  }
}

function link(basePath: string, segments: readonly string[]): string {
  return segments.length === 0 ? `${basePath}/` : `${basePath}/${segments.map(encodeURIComponent).join("/")}/`;
}

/** A path that can be no page still belongs to a site when it starts with one, so that site answers with its own 404 page. */
function safePrefix(raw: string): string[] {
  const [, slug] = /^\/s\/([a-z0-9-]+)\//.exec(raw) ?? [];
  return slug === undefined ? [] : ["s", slug];
}
