import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, it } from "node:test";
import { makeDefinition } from "./support/definition.ts";
import { addRoute, startServer, switchTo } from "./support/live-server.ts";
import { render } from "./support/rendered.ts";

const live = await startServer({ headMs: 1000, idleMs: 1500 });
const version = join(live.root, "clients/7/v1");
await render(makeDefinition(), { out: version });
switchTo(live.root, "7", 1);
addRoute(live.root, "slugs", "test-site", "7");
writeFileSync(join(live.root, "secret.html"), "SECRET");
mkdirSync(join(live.root, "clients/7/private"));
writeFileSync(join(live.root, "clients/7/private/index.html"), "SECRET");
writeFileSync(join(version, ".hidden.html"), "SECRET");
symlinkSync(join(live.root, "secret.html"), join(version, "link.html"));
symlinkSync("../private", join(version, "linked"));
mkdirSync(join(version, "folder.html"));

const send = (target: string, host = "localhost") => live.raw(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

describe("what leads out of a version answers 404", () => {
  const paths = [
    "../secret.html", "../../../secret.html", "..%2fsecret.html", "%2e%2e/%2e%2e/%2e%2e/secret.html", "%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.html", "..%5c..%5csecret.html", "..\\..\\secret.html",
    "%252e%252e/secret.html", "%25252e%25252e%25252fsecret.html", "....//secret.html", "./index.html", "post-1/../index.html", "%00", "index.html%00.png", "post-1%2findex.html", "/etc/passwd", "//etc/passwd", "file:///etc/passwd",
    ".hidden.html", ".git/config", ".env", "manifest.json", "MANIFEST.JSON", "_redirects.json", "%6danifest.json", "manifest.json/", "link.html", "linked/", "linked/index.html", "linked", "folder.html", "folder.html/", "index.html/", "%ef%bc%8e%ef%bc%8e/secret.html",
    `${"a".repeat(300)}.html`, "a/".repeat(2000), "C:/x.html", "a%0d%0aX-Injected:%20yes",
  ];
  for (const path of paths) {
    it(path.slice(0, 60), async () => {
      const answer = await send(`/s/test-site/${path}`);
      assert.match(answer, /^HTTP\/1\.1 404 /);
      assert.doesNotMatch(answer, /SECRET|X-Injected|sha256/);
    });
  }

  for (const target of ["/../secret.html", "/s/../../secret.html", "/s/..%2f..%2fsecret.html", "/s/%2e%2e/", "/routes/slugs/test-site", "/clients/7/current/index.html", "//evil.example/", "//evil.example", "/%2f%2fevil.example"]) {
    it(target, async () => {
      const answer = await send(target);
      assert.match(answer, /^HTTP\/1\.1 404 /);
      assert.doesNotMatch(answer, /SECRET|Location/);
    });
  }

  for (const host of ["../slugs/test-site", "..", ".", "a/b", "%2e%2e", "x".repeat(300), "[::1]", ""]) {
    it(`Host: ${host.slice(0, 40)}`, async () => {
      assert.match(await send("/", host), /^HTTP\/1\.1 404 /);
    });
  }
});

describe("broken requests get an error of their own", () => {
  it("broken percent-encoding is 400", async () => {
    for (const path of ["%", "%zz", "a%c3", "%ff", "%c0%ae%c0%ae/secret.html"]) assert.match(await send(`/s/test-site/${path}`), /^HTTP\/1\.1 400 /, path);
  });

  it("an address that is too long is refused", async () => {
    assert.match(await send(`/s/test-site/${"a".repeat(9000)}`), /^HTTP\/1\.1 414 /);
    assert.match(await send(`/s/test-site/${"a".repeat(40_000)}`), /^HTTP\/1\.1 431 /);
  });

  it("what is not HTTP is refused", async () => {
    assert.match(await live.raw("hello\r\n\r\n"), /^HTTP\/1\.1 400 /);
    assert.match(await live.raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 400 /);
    assert.match(await send("index.html"), /^HTTP\/1\.1 400 /);
  });

  it("the absolute form of a target is understood", async () => {
    assert.match(await send("http://localhost/s/test-site/"), /^HTTP\/1\.1 200 /);
  });

  it("a redirect cannot be led to another host or split into headers", async () => {
    for (const path of ["/s/test-site//evil.example", "/s/test-site/post-1?x=%0d%0aSet-Cookie:a=b"]) {
      const answer = await send(path);
      assert.doesNotMatch(answer, /\r\nSet-Cookie|Location: (?!\/s\/test-site\/)/i);
    }
  });
});

it("clients that stall are dropped and hold up nobody", { timeout: 20_000 }, async () => {
  const sockets = Array.from({ length: 200 }, () => connect(live.port, "127.0.0.1"));
  const closed = sockets.map((socket) => new Promise<void>((resolve) => socket.on("error", () => undefined).on("close", () => { resolve(); })));
  for (const socket of sockets) {
    socket.resume();
    socket.write("GET /s/test-site/ HTTP/1.1\r\nHost: local");
  }
  const started = performance.now();
  assert.equal((await live.get("/s/test-site/")).status, 200);
  assert.ok(performance.now() - started < 1000);
  await Promise.all(closed);
  assert.deepEqual(live.errors, []);
});
