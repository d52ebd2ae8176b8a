import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";

import { seeded } from "../support/seeded.ts";
import { signIn, visit } from "../support/session.ts";

const SHELL_KB = 200; // gzip, what a signed-in page loads before it can be used
const HEAVY = /recharts|tiptap|prosemirror|sigma/i;

test("the signed-in frame loads little script, and no heavy part of it", async ({ page }) => {
  const { owner } = seeded();
  await signIn(page, owner);
  const scripts = new Map<string, number>();
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script" || !response.url().includes("/assets/")) return;
    void response.body().then((body) => scripts.set(response.url(), gzipSync(body).length));
  });
  await visit(page, "/no/such/page"); // the frame and next to nothing in it
  const size = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000;
  test.info().annotations.push({ type: "kB of script, gzip", description: size.toFixed(1) });
  console.log(`signed-in frame: ${size.toFixed(1)} kB of script in ${scripts.size} files`);
  expect(scripts.size).toBeGreaterThan(0);
  expect(size).toBeLessThan(SHELL_KB);
  expect([...scripts.keys()].filter((url) => HEAVY.test(url))).toEqual([]);
});
