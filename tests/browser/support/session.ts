/** Signing in without the form, for tests that are about something else. */
import { expect, type Page } from "@playwright/test";

import type { Login } from "./api.ts";

export async function signIn(page: Page, login: Login): Promise<void> {
  await page.goto("/robots.txt");
  const status = await page.evaluate(async (body) => {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch("/api/v1/auth/login/", { method: "POST", headers, body: JSON.stringify({ ...body, cookie: true }) });
    localStorage.setItem("igny8.signed-in", "1");
    return response.status;
  }, login);
  expect(status).toBe(200);
}

/** Open a page and wait until nothing is loading: no request is open and no skeleton is shown. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await settled(page);
}

export async function settled(page: Page): Promise<void> {
  // Event streams stay open for good, so the network is never idle; what people see is the measure.
  await expect(page.locator("[data-skeleton]")).toHaveCount(0, { timeout: 15_000 });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(250);
}
