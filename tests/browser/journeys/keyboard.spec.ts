import { expect, test } from "@playwright/test";

import { Api } from "../support/api.ts";
import { settled } from "../support/session.ts";

test("sign in, find a page, choose and open keywords without a mouse", async ({ page }) => {
  test.setTimeout(180_000);
  const login = { email: `keys-${Date.now().toString(36)}@example.com`, password: "only the keyboard today" };
  const api = new Api();
  await api.register(login, { name: "Kim Okafor", account_name: "No mouse" });
  const site = await api.post<{ id: string; slug: string }>("accounts/sites/", { name: "Hands on keys", sectors: [{ name: "Typing" }] });
  const [sector] = await api.list<{ id: string }>(`accounts/sectors/?site_id=${site.id}`);
  for (const [keyword, search_volume] of [
    ["touch typing course", 900],
    ["quiet keyboard", 700],
    ["wrist rest", 500],
  ] as const) {
    await api.post("planner/keywords/", { site_id: site.id, sector_id: sector?.id ?? "", keyword, search_volume });
  }

  await page.goto("/sign-in");
  await page.getByLabel("E-mail").focus();
  await page.keyboard.type(login.email);
  await page.keyboard.press("Tab");
  if (!(await page.getByLabel("Password", { exact: true }).evaluate((field) => field === document.activeElement))) await page.keyboard.press("Tab");
  await page.keyboard.type(login.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Hands on keys" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type("keywords");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Keywords", exact: true })).toBeVisible();
  await settled(page);

  // j goes down, x selects, Enter opens beside the list, Esc closes what is open and then lets go.
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByText(/2 keywords? selected|2 selected/i).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/panel=/);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/panel=/);
});
