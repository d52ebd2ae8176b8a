/** Figures of the production build: Lighthouse on two pages, and a table of 50,000 rows while it is scrolled. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";

import { Api, type Login, until } from "./support/api.ts";
import { chromium as executablePath, dashboard } from "./support/environment.ts";
import { signIn, visit } from "./support/session.ts";

const ROWS = 50_000;
const PORT = 9333;
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const LONG_MS = 50;

async function prepared(): Promise<{ login: Login; slug: string }> {
  const login = { email: `measure-${Date.now().toString(36)}@example.com`, password: "a very long list of words" };
  const api = new Api();
  await api.register(login, { name: "Ada Ward", account_name: "Long lists" });
  const site = await api.post<{ id: string; slug: string }>("accounts/sites/", { name: "Long list", sectors: [{ name: "Everything" }] });
  const [sector] = await api.list<{ id: string }>(`accounts/sectors/?site_id=${site.id}`);
  const lines = Array.from({ length: ROWS }, (_, at) => `long tail keyword number ${at},${(at * 7919) % 20_000},${at % 100},informational`);
  const form = new FormData();
  form.set("file", new Blob([["keyword,volume,difficulty,intent", ...lines].join("\n")], { type: "text/csv" }), "long.csv");
  form.set("site_id", site.id);
  form.set("sector_id", sector?.id ?? "");
  const { import_id } = await api.post<{ import_id: string }>("planner/keywords/import/", form);
  await until(async () => (await api.get<{ status: string }>(`planner/imports/${import_id}/`)).status === "done", 120);
  return { login, slug: site.slug };
}

/** Milliseconds of every task over 50 ms while `work` is done. */
async function longTasks(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { longTasks: seen });
    new PerformanceObserver((list) => seen.push(...list.getEntries().map((entry) => Math.round(entry.duration)))).observe({ type: "longtask" });
  });
  await work();
  await page.waitForTimeout(500);
  return await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
}

async function scores(url: string, formFactor: "desktop" | "mobile"): Promise<void> {
  const result = await lighthouse(url, { port: PORT, onlyCategories: CATEGORIES, disableStorageReset: true, logLevel: "error" }, formFactor === "desktop" ? desktopConfig : undefined);
  if (!result) throw new Error(`Lighthouse gave no result for ${url}.`);
  const shown = CATEGORIES.map((name) => `${name} ${Math.round((result.lhr.categories[name]?.score ?? 0) * 100)}`);
  const facts = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"].map((id) => `${id} ${result.lhr.audits[id]?.displayValue ?? "?"}`);
  console.log(`${new URL(url).pathname} ${formFactor}: ${shown.join(", ")} (${facts.join(", ")})`);
  for (const audit of Object.values(result.lhr.audits)) {
    if (audit.score !== null && audit.score < 0.9 && CATEGORIES.slice(1).some((name) => result.lhr.categories[name]?.auditRefs.some((ref) => ref.id === audit.id && ref.weight > 0))) console.log(`  ${audit.id}: ${audit.title}`);
  }
}

const profile = mkdtempSync(join(tmpdir(), "igny8-measure-"));
const args = ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${PORT}`, "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const { login, slug } = await prepared();
const context = await chromium.launchPersistentContext(profile, { executablePath, args, baseURL: dashboard, viewport: { width: 1366, height: 850 } });
try {
  const page = await context.newPage();
  await scores(`${dashboard}/sign-in`, "desktop");
  await scores(`${dashboard}/sign-in`, "mobile");
  await signIn(page, login);
  await scores(`${dashboard}/sites/${slug}/home`, "desktop");
  await scores(`${dashboard}/sites/${slug}/home`, "mobile");

  await visit(page, `/sites/${slug}/planner/keywords`);
  const grid = page.getByRole("grid", { name: "Keywords" });
  await grid.hover();
  const wheel = await longTasks(page, async () => {
    for (let at = 0; at < 120; at++) {
      await page.mouse.wheel(0, 240);
      await page.waitForTimeout(16);
    }
  });
  const fling = await longTasks(page, async () => {
    for (let at = 1; at <= 40; at++) {
      await grid.evaluate((element, part) => {
        element.scrollTo({ top: element.scrollHeight * part });
      }, at / 40);
      await page.waitForTimeout(50);
    }
  });
  const last = await page.getByRole("row").last().innerText();
  console.log(`table of ${ROWS} rows: tasks over ${LONG_MS} ms by wheel [${wheel.join(", ")}], by dragging the bar [${fling.join(", ")}]; last row on show: ${last.split("\n")[0] ?? ""}`);
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
