/** Pictures of every page for `docs/screenshots`: light and dark, desktop and phone, on one sheet a page. */
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "@playwright/test";
import sharp from "sharp";

import { pages } from "./support/page-list.ts";
import { seeded } from "./support/seeded.ts";
import { signIn, visit } from "./support/session.ts";

const folder = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 800 };
const GAP = 24;

test("a sheet of every page", async ({ browser }) => {
  const seed = seeded();
  const only = process.env.PAGES?.split(",");
  if (!only) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const shots = new Map<string, Buffer[]>();
  for (const theme of ["light", "dark"] as const) {
    for (const viewport of [desktop, phone]) {
      const context = await browser.newContext({ colorScheme: theme, viewport, reducedMotion: "reduce", hasTouch: viewport === phone, isMobile: viewport === phone });
      const page = await context.newPage();
      for (const isOpen of [true, false]) {
        if (!isOpen) await signIn(page, seed.owner);
        for (const listed of pages.filter((each) => (each.open === true) === isOpen && (!only || only.includes(each.name)))) {
          await visit(page, listed.path(seed));
          shots.set(listed.name, [...(shots.get(listed.name) ?? []), await page.screenshot()]);
        }
      }
      await context.close();
    }
  }
  for (const [name, [light, lightPhone, dark, darkPhone]] of shots) {
    const width = 2 * (desktop.width + phone.width) + 5 * GAP;
    const lefts = [GAP, 2 * GAP + desktop.width, 3 * GAP + desktop.width + phone.width, 4 * GAP + 2 * desktop.width + phone.width];
    const parts = [light, lightPhone, dark, darkPhone].map((input, at) => ({ input: input ?? Buffer.alloc(0), top: GAP, left: lefts[at] ?? 0 }));
    const sheet = await sharp({ create: { width, height: desktop.height + 2 * GAP, channels: 3, background: "#8b8b94" } }).composite(parts).png().toBuffer();
    await sharp(sheet).resize({ width: 2000 }).webp({ quality: 72 }).toFile(`${folder}${name}.webp`);
  }
});
