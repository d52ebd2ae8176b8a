import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { it } from "node:test";
import { makeDefinition, makePost } from "./support/definition.ts";
import { listFiles, PACKAGE, scratch } from "./support/rendered.ts";

function run(input: string, ...args: string[]) {
  const { status, stdout } = spawnSync(process.execPath, [join(PACKAGE, "dist/render.js"), ...args], { input, encoding: "utf8" });
  assert.equal(stdout.split("\n").length, 2, "one line of output");
  return { status, line: JSON.parse(stdout) as Record<string, unknown> };
}

it("renders standard input into the folder and counts", () => {
  const root = scratch();
  const { status, line } = run(JSON.stringify(makeDefinition()), "--out", join(root, "v1"), "--fsync");
  assert.equal(status, 0);
  assert.deepEqual(Object.keys(line), ["ok", "pages", "files", "linked", "bytes", "ms"]);
  assert.equal(line.ok, true);
  assert.equal(line.files, listFiles(join(root, "v1")).length - 1);
  const again = run(JSON.stringify(makeDefinition()), "--out", join(root, "v2"), "--previous", join(root, "v1"), "--fsync");
  assert.equal(again.line.linked, again.line.files);
});

it("says in one line what is wrong", () => {
  const folder = join(scratch(), "v1");
  const definition = makeDefinition({ posts: [makePost(1), makePost(1)] });
  const wrong = run(JSON.stringify(definition), "--out", folder);
  assert.equal(wrong.status, 1);
  assert.deepEqual(wrong.line, { ok: false, code: "invalid_definition", error: '$.posts[1].slug "post-1" is already the address of $.posts[0].slug.', path: "$.posts[1].slug" });
  assert.equal(run("{", "--out", folder).line.code, "invalid_json");
  assert.equal(run("", "--out", folder).line.code, "invalid_json");
  assert.equal(run("{}").line.code, "usage");
  assert.equal(run("{}", "--out", folder, "--wrong").line.code, "usage");
  assert.equal(run(JSON.stringify(makeDefinition()), "--out", "/proc/nowhere/v1").line.code, "io_error");
});
