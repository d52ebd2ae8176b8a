import { expect, test } from "@playwright/test";

import { semrush } from "../data/semrush.ts";

const RUN_MS = 240_000; // the local model shares two cores with everything else

test("a newcomer goes from sign-up to a published article", async ({ page, context }) => {
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
    await page.getByRole("dialog").getByRole("button", { name: /^Cluster .*: about 10 credits/ }).click();
    await page.getByRole("link", { name: "See the clusters" }).click({ timeout: RUN_MS });
    await expect(page.getByRole("heading", { level: 1, name: "Clusters" })).toBeVisible();
  });

  await test.step("have ideas made", async () => {
    await page.getByRole("checkbox", { name: /^Select/ }).nth(1).check();
    await page.getByRole("checkbox", { name: /^Select/ }).nth(2).check();
    await page.getByRole("button", { name: /^Make ideas for 2 clusters/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: /^Make ideas for 2 clusters: about 30 credits/ }).click();
    await page.getByRole("link", { name: "Ideas", exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Ideas" })).toBeVisible();
    await expect(page.getByRole("region", { name: /^To decide, [12] idea/ }).getByRole("listitem").first()).toBeVisible({ timeout: RUN_MS });
  });

  await test.step("approve one and queue it", async () => {
    await page.getByRole("region", { name: /^To decide/ }).getByRole("button").first().focus();
    await page.keyboard.press("a");
    await expect(page.getByRole("region", { name: "Approved, 1 idea" })).toBeVisible();
    await page.getByRole("button", { name: "Queue 1 idea as a task" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Queue 1 idea as a task" }).click();
  });

  await test.step("have it written, knowing the cost", async () => {
    await page.getByRole("link", { name: "Tasks", exact: true }).first().click();
    await page.getByRole("checkbox", { name: /^Select/ }).nth(1).check();
    await page.getByRole("button", { name: /^Write 1 article: about \d+ credits?/ }).click();
    await expect(page.getByRole("grid", { name: "Tasks" }).getByText("Written", { exact: true })).toBeVisible({ timeout: RUN_MS });
  });

  await test.step("read it, approve it, publish it", async () => {
    await page.getByRole("link", { name: "Content", exact: true }).first().click();
    await page.getByRole("row").nth(1).click();
    await page.getByRole("button", { name: "Submit for review" }).click();
    await page.getByRole("button", { name: /^Approve version/ }).click();
    await page.getByRole("button", { name: "Publish now" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /^Publish/ }).click();
    await expect(dialog.getByRole("link", { name: /\/s\/kettle-notes/ })).toBeVisible({ timeout: 60_000 });
    await dialog.getByRole("button", { name: "Close" }).last().click();
  });

  await test.step("open the page as a reader", async () => {
    await page.getByRole("link", { name: "Published", exact: true }).first().click();
    const [reader] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: /\/s\/kettle-notes|^Open/ }).first().click()]);
    await expect(reader.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(reader.getByRole("main")).toContainText(/kettle/i);
    expect(new URL(reader.url()).pathname).toMatch(/^\/s\/kettle-notes.*\/.+\/$/);
  });

  expect(problems).toEqual([]);
});
