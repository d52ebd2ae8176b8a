import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { it } from "node:test";
import { makeDefinition } from "./support/definition.ts";
import { addRoute, startServer, switchTo } from "./support/live-server.ts";
import { PACKAGE, render, scratch } from "./support/rendered.ts";

/** A version whose pages say many times which version they are of. */
function putVersion(root: string, version: number): void {
  const folder = join(root, "clients/7", `v${version}`);
  mkdirSync(join(folder, "page"), { recursive: true });
  for (const file of ["index.html", "page/index.html"]) writeFileSync(join(folder, file), `<${version}>`.repeat(20_000));
  writeFileSync(join(folder, "404.html"), "not found");
}

it("under load every answer is whole, of one version, and never older than one before it", { timeout: 60_000 }, async () => {
  const live = await startServer();
  addRoute(live.root, "slugs", "test-site", "7");
  putVersion(live.root, 1);
  switchTo(live.root, "7", 1);
  let isRunning = true;
  let answers = 0;
  const seen = new Set<string>();
  const client = async (encoding: string) => {
    let newest = 1;
    while (isRunning) {
      const { status, headers, body } = await live.get(answers % 2 === 0 ? "/s/test-site/" : "/s/test-site/page/", { "Accept-Encoding": encoding });
      answers += 1;
      assert.equal(status, 200);
      if (headers["content-encoding"] !== undefined) continue;
      const [marks, ...others] = new Set(body.toString().match(/\d+/g));
      assert.equal(others.length, 0);
      assert.equal(body.length, `<${marks ?? ""}>`.length * 20_000);
      assert.ok(Number(marks) >= newest, "a switch went back");
      newest = Number(marks);
      seen.add(marks ?? "");
    }
  };
  const clients = ["identity", "identity", "identity", "br"].map(client);
  for (let version = 2; version <= 40; version += 1) {
    putVersion(live.root, version);
    switchTo(live.root, "7", version);
    rmSync(join(live.root, "clients/7", `v${version - 1}`), { recursive: true });
    await wait(20);
  }
  isRunning = false;
  await Promise.all(clients);
  assert.ok(answers > 100 && seen.size > 10, `${answers} answers of ${seen.size} versions`);
  assert.deepEqual(live.errors, []);
});

it("the program serves, says where, and stops on SIGTERM", { timeout: 20_000 }, async () => {
  const root = scratch();
  await render(makeDefinition(), { out: join(root, "clients/7/v1") });
  switchTo(root, "7", 1);
  mkdirSync(join(root, "routes/slugs"), { recursive: true });
  addRoute(root, "slugs", "test-site", "7");
  const server = spawn(process.execPath, [join(PACKAGE, "dist/server.js")], { env: { ...process.env, PORT: "0", HOST: "127.0.0.1", IGNY8_SITES_DATA: root }, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(server.stdout, "data")) as [Buffer];
  const { event, port } = JSON.parse(line.toString()) as { event: string; port: number };
  assert.equal(event, "listening");
  assert.equal((await fetch(`http://127.0.0.1:${port}/s/test-site/`)).status, 200);
  server.kill("SIGTERM");
  const [code] = (await once(server, "exit")) as [number];
  assert.equal(code, 0);
});

it("the program says what is wrong with its settings", { timeout: 20_000 }, async () => {
  const server = spawn(process.execPath, [join(PACKAGE, "dist/server.js")], { env: { PORT: "0" }, stdio: ["ignore", "pipe", "inherit"] });
  const [[line], [code]] = (await Promise.all([once(server.stdout, "data"), once(server, "exit")])) as [[Buffer], [number]];
  assert.match(line.toString(), /IGNY8_SITES_DATA must be/);
  assert.equal(code, 1);
});
