import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDefinition, makePost } from "../tests/support/definition.ts";

/**
 * Renders a site as the platform does, in a new process: cold, durable, and again after one post changed.
 *
 * `npm run bench -- [posts]`
 */
const count = Number(process.argv[2] ?? "1000");
const words = "Most of what a cup of coffee tastes of is decided before the water is hot, and the rest is patience. ";
const posts = Array.from({ length: count }, (_, index) =>
  makePost(index + 1, { html: Array.from({ length: 8 }, (_section, part) => `<h2>Part ${part}</h2><p>${words.repeat(8)}</p>`).join(""), tags: [`Tag ${index % 20}`] }),
);
const definition = makeDefinition({ posts });
const root = mkdtempSync(join(tmpdir(), "igny8-bench-"));
const script = join(import.meta.dirname, "../../dist/render.js");

function run(name: string, changed: typeof definition, ...options: string[]): void {
  const input = JSON.stringify(changed);
  const started = performance.now();
  const { stdout } = spawnSync(process.execPath, [script, "--out", join(root, name), ...options], { input, encoding: "utf8" });
  const seconds = (performance.now() - started) / 1000;
  const { ok, pages, files, linked, bytes } = JSON.parse(stdout) as Record<string, number | boolean>;
  if (ok !== true) throw new Error(stdout);
  console.log(`${name.padEnd(12)} ${seconds.toFixed(2)} s, ${String(pages)} pages, ${String(files)} files, ${String(linked)} linked, ${(Number(bytes) / 1e6).toFixed(1)} MB`);
}

try {
  run("cold", definition);
  run("durable", definition, "--fsync");
  const changed = makeDefinition({ posts: posts.map((post, index) => (index === count - 1 ? { ...post, html: "<p>Changed.</p>" } : post)) });
  run("one-changed", changed, "--fsync", "--previous", join(root, "durable"));
} finally {
  rmSync(root, { recursive: true, force: true });
}
