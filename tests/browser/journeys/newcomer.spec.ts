import { expect, test } from "@playwright/test";

import { semrush } from "../data/semrush.ts";

const RUN_MS = 240_000; // the local model shares two cores with everything else

test("a newcomer goes from sign-up to a published article", async ({ page }) => {
  test.setTimeout(900_000);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));

  await test.step("sign up", async () => {
    await page.goto("/");
    await page.getByRole("link", { name: /create (an|your) account|sign up/i }).click();
    await page.getByLabel("Your name").fill("Noor Haddad");
    await page.getByLabel("Account name").fill("Noor's kitchen");
    await page.getByLabel("E-mail").fill(`noor-${Date.now().toString(36)}@example.com`);
    await page.getByLabel("Password", { exact: true }).fill("a long walk by the river");
    await page.getByRole("button", { name: "Create account" }).click();
  });

  await test.step("set up a site", async () => {
    await expect(page.getByRole("heading", { level: 1, name: "Set up your first site" })).toBeVisible();
    await page.getByLabel("Name of the site").fill("Kettle notes");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Your own topic").fill("Kettles");
    await page.getByRole("button", { name: "Add topic" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("radio", { name: /After review/ }).click();
    await page.getByRole("button", { name: "Create the site" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Kettle notes is ready" })).toBeVisible();
  });

  await test.step("import a Semrush export", async () => {
    await page.getByRole("link", { name: /Import an export/ }).click();
    await page.getByLabel("Keyword files").setInputFiles({ name: semrush.name, mimeType: "text/csv", buffer: Buffer.from(semrush.text) });
    await expect(page.getByText(`: ${semrush.rows} rows, ${semrush.rows} new`)).toBeVisible();
    await expect(page.getByText("Semrush", { exact: false }).first()).toBeVisible();
    await page.getByRole("button", { name: "Go on to the sector" }).click();
    await page.getByRole("button", { name: "Import the keywords" }).click();
    await expect(page.getByRole("link", { name: /See the keywords/ })).toBeVisible({ timeout: 60_000 });
  });

  await test.step("cluster them, knowing the cost", async () => {
    await page.getByRole("button", { name: "Cluster keywords" }).click();
    await page.getByRole("dialog").getByRole("button", { name: /Cluster 20 keywords: about 10 credits/ }).click();
    await page.getByRole("link", { name: "See the clusters" }).click({ timeout: RUN_MS });
    await expect(page.getByRole("heading", { level: 1, name: "Clusters" })).toBeVisible();
  });
  expect(problems).toEqual([]);
});
