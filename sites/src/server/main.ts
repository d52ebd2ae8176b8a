import { isAbsolute } from "node:path";
import { createSiteServer } from "./site-server.ts";

/**
 * `IGNY8_SITES_DATA=/path PORT=8002 HOST=127.0.0.1 node dist/server.js`
 *
 * Logs lines of JSON. SIGTERM and SIGINT let running responses finish, ten seconds at most.
 */
const GRACE_MS = 10_000;

const root = process.env.IGNY8_SITES_DATA ?? "";
const host = process.env.HOST ?? "127.0.0.1";
const port = Number(process.env.PORT ?? "8002");

function log(event: string, details: object): void {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), service: "sites", event, ...details })}\n`);
}

function fail(message: string): never {
  log("failed", { error: message });
  process.exit(1);
}

if (!isAbsolute(root)) fail("IGNY8_SITES_DATA must be the absolute folder of the rendered sites.");
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail("PORT must be a number from 0 to 65535.");

const server = createSiteServer({
  root,
  onError: (error) => {
    log("error", { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  },
});

server.on("error", (error: NodeJS.ErrnoException) => {
  fail(error.code === "EADDRINUSE" ? `Port ${port} on ${host} is taken by another program.` : error.message);
});
server.listen(port, host, () => {
  const address = server.address();
  log("listening", { host, port: typeof address === "object" ? address?.port : port });
});

function stop(): void {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => {
    server.closeAllConnections();
  }, GRACE_MS).unref();
}

process.once("SIGTERM", stop);
process.once("SIGINT", stop);
