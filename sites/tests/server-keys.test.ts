import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { makeDefinition } from "./support/definition.ts";
import { addRoute, startServer, switchTo } from "./support/live-server.ts";
import { render } from "./support/rendered.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const OLD = "f".repeat(32);
const live = await startServer();
await render(makeDefinition({}), { out: join(live.root, "clients/7/v1") });
switchTo(live.root, "7", 1);
addRoute(live.root, "slugs", "test-site", "7");
addRoute(live.root, "hosts", "own.example", "7");
addRoute(live.root, "slugs", "other", "8");
mkdirSync(join(live.root, "indexnow"));
writeFileSync(join(live.root, "indexnow/7"), `${KEY}\n${OLD}\n`);

it("answers the site's keys, at its root only", async () => {
  for (const key of [KEY, OLD]) {
    for (const [path, headers] of [[`/s/test-site/${key}.txt`, {}], [`/${key}.txt`, { Host: "own.example" }]] as const) {
      const answer = await live.get(path, headers);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers["content-type"], "text/plain; charset=utf-8");
      assert.equal(answer.body.toString(), key);
    }
  }
  for (const path of [`/s/test-site/${"a".repeat(32)}.txt`, `/s/test-site/${KEY}`, `/s/test-site/${KEY}.txt/`, `/s/test-site/x/${KEY}.txt`, `/s/test-site/${KEY.toUpperCase()}.txt`, `/s/other/${KEY}.txt`, `/${KEY}.txt`]) {
    assert.equal((await live.get(path)).status, 404, path);
  }
});

it("answers keys of a site that has no page yet, and goes on without keys", async () => {
  writeFileSync(join(live.root, "indexnow/8"), `${OLD}\n`);
  assert.equal((await live.get(`/s/other/${OLD}.txt`)).status, 200);
  rmSync(join(live.root, "indexnow"), { recursive: true });
  assert.equal((await live.get(`/s/test-site/${KEY}.txt`)).status, 404);
  assert.equal((await live.get("/s/test-site/")).status, 200);
  assert.deepEqual(live.errors, []);
});
