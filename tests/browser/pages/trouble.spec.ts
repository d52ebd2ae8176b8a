import { expect, type Page, type Route, test } from "@playwright/test";

import { seeded } from "../support/seeded.ts";
import { settled, signIn, visit } from "../support/session.ts";

const API = /\/api\/v1\/(?!auth\/)/;

function refusal(status: number, code: string, sentence: string, headers: Record<string, string> = {}): (route: Route) => Promise<void> {
  const body = { success: false, error: sentence, error_code: code, errors: {}, request_id: "req-4711", timestamp: new Date().toISOString() };
  return (route) => route.fulfill({ status, headers, contentType: "application/json", body: JSON.stringify(body) });
}

const FAULTS: Record<string, (route: Route) => Promise<void>> = {
  down: (route) => route.abort("connectionrefused"),
  "answering 500": refusal(500, "INTERNAL", "Something went wrong on our side. Quote the request id."),
  "answering 429": refusal(429, "THROTTLED", "Too many requests. Try again in 1 second.", { "Retry-After": "1" }),
  "answering a proxy's 502 page": (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }),
};

async function signedIn(page: Page): Promise<string> {
  const { owner, site } = seeded();
  await signIn(page, owner);
  return `/sites/${site.slug}`;
}

for (const [name, fault] of Object.entries(FAULTS)) {
  test(`a list with the API ${name} says so and recovers by itself`, async ({ page }) => {
    const site = await signedIn(page);
    await visit(page, `${site}/home`);
    await page.route(/\/api\/v1\/(planner|billing|writer|system)\//, fault);
    await page.getByRole("link", { name: "Keywords", exact: true }).first().click();
    await expect(page.getByText(/cannot be reached|not answer|went wrong|too many requests|trying again|away for a moment|a lot at once/i).first()).toBeVisible({ timeout: 30_000 });
    await page.unroute(/\/api\/v1\/(planner|billing|writer|system)\//);
    await expect(page.getByText("125 keywords").first()).toBeVisible({ timeout: 45_000 });
  });
}

test("a slow API shows the shape of what comes, then shows it", async ({ page }) => {
  const site = await signedIn(page);
  await page.route(API, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await route.continue();
  });
  await page.goto(`${site}/planner/keywords`);
  await expect(page.locator("[data-skeleton]").first()).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText("125 keywords").first()).toBeVisible({ timeout: 45_000 });
});

test("what was typed survives a failing save, a lost connection and a reload", async ({ page }) => {
  const site = await signedIn(page);
  const { ids } = seeded();
  await visit(page, `${site}/writer/content/${ids.reviewed}`);
  const text = page.getByRole("textbox", { name: /text|article|content/i }).last();
  await page.route(/\/api\/v1\/writer\/content\//, (route) => (route.request().method() === "PATCH" ? route.abort("connectionrefused") : route.continue()));
  await text.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Rinse twice.");
  await expect(page.getByText(/not saved/i).first()).toBeVisible({ timeout: 30_000 });
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await settled(page);
  await expect(page.getByText("Rinse twice.").first()).toBeVisible();
  await page.unroute(/\/api\/v1\/writer\/content\//);
  await expect(page.getByText(/^saved/i).first()).toBeVisible({ timeout: 45_000 });
});

test("a session that ends asks to sign in over the page and goes on", async ({ page, context }) => {
  const site = await signedIn(page);
  const { owner } = seeded();
  await visit(page, `${site}/planner/keywords`);
  const search = page.getByRole("searchbox").first();
  await search.fill("cold brew");
  await context.clearCookies();
  // The access token in memory is refused as if its time were over; the refresh then fails for want of the cookie.
  let isOver = true;
  await page.route(API, async (route) => {
    if (isOver) await refusal(401, "NOT_AUTHENTICATED", "Sign in to continue.")(route);
    else await route.continue();
  });
  await page.getByRole("button", { name: /volume/i }).first().click();
  const dialog = page.getByRole("dialog", { name: /session ended|sign in/i });
  await expect(dialog).toBeVisible({ timeout: 20_000 });
  isOver = false;
  await dialog.getByLabel("Password", { exact: true }).fill(owner.password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(search).toHaveValue("cold brew");
});

test("two tabs stay signed in together and are signed out together", async ({ context }) => {
  const first = await context.newPage();
  const site = await signedIn(first);
  await visit(first, `${site}/home`);
  const second = await context.newPage();
  await Promise.all([visit(second, `${site}/planner/keywords`), first.reload()]);
  await settled(first);
  await expect(first.getByRole("heading", { level: 1, name: "Home coffee" })).toBeVisible();
  await second.getByRole("button", { name: /^Account of/ }).click();
  await second.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await expect(second.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(first.getByRole("button", { name: "Sign in" }).first()).toBeVisible();
});
