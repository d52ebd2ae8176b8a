import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { request, type IncomingHttpHeaders } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { join } from "node:path";
import { after } from "node:test";
import { createSiteServer } from "../../src/server/site-server.ts";
import { scratch } from "./rendered.ts";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface LiveServer {
  root: string;
  port: number;
  errors: unknown[];
  get: (path: string, headers?: Record<string, string>, method?: string) => Promise<Answer>;
  /** Sends bytes as they are and returns all that comes back until the server closes. */
  raw: (bytes: string) => Promise<string>;
}

/** A server on a free port of loopback with an empty data folder. */
export async function startServer(options: { headMs?: number; idleMs?: number } = {}): Promise<LiveServer> {
  const root = scratch();
  for (const folder of ["clients", "routes/slugs", "routes/hosts"]) mkdirSync(join(root, folder), { recursive: true });
  const errors: unknown[] = [];
  const server = createSiteServer({ root, onError: (error) => errors.push(error), ...options });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { root, port, errors, get: (path, headers = {}, method = "GET") => get(port, path, headers, method), raw: (bytes) => raw(port, bytes) };
}

/** Makes a version live the way the platform does: a new link, renamed over the old one. */
export function switchTo(root: string, siteId: string, version: number): void {
  const client = join(root, "clients", siteId);
  const link = join(client, `.current-${process.hrtime.bigint()}`);
  symlinkSync(`v${version}`, link);
  renameSync(link, join(client, "current"));
}

export function addRoute(root: string, kind: "slugs" | "hosts", name: string, siteId: string): void {
  writeFileSync(join(root, "routes", kind, name), siteId);
}

function get(port: number, path: string, headers: Record<string, string>, method: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}

function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
    let answer = "";
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => (answer += text));
    socket.on("error", reject);
    socket.on("close", () => {
      resolve(answer);
    });
  });
}
