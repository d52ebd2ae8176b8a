import { expect, test } from "@playwright/test";

import { articles } from "../data/articles.ts";
import { Api, type Login } from "../support/api.ts";
import { mailedToken } from "../support/mail.ts";

const password = "the kettle sings at dawn";

/** An owner with a site that lets editors publish, an editor invited by mail, and a draft to work on. */
async function prepared(): Promise<{ owner: Login; editor: Login; token: string; slug: string }> {
  const stamp = Date.now().toString(36);
  const owner = { email: `phone-owner-${stamp}@example.com`, password };
  const editor = { email: `phone-editor-${stamp}@example.com`, password };
  const api = new Api();
  await api.register(owner, { name: "Mara Lindqvist", account_name: "Harbour Editorial" });
  const site = await api.post<{ id: string; slug: string }>("accounts/sites/", { name: "Pocket kitchen", publish_policy: "auto", sectors: [{ name: "Coffee" }] });
  const [draft] = articles;
  if (!draft) throw new Error("There is no article to begin with.");
  await api.post("writer/content/", { site_id: site.id, title: draft.title, html: draft.html, primary_keyword: draft.keyword, meta_title: draft.title, meta_description: draft.meta });
  await api.post("accounts/invitations/", { email: editor.email, role: "editor", site_ids: [site.id] });
  return { owner, editor, token: await mailedToken("accept-invitation", editor.email), slug: site.slug };
}

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: "dark" });

test("an editor accepts the invitation, edits and publishes on a phone", async ({ page, context }) => {
  test.setTimeout(300_000);
  const { editor, token } = await prepared();
  const tooWide: string[] = [];
  const fits = async (): Promise<void> => {
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const);
    if (wide > room) tooWide.push(`${new URL(page.url()).pathname}: ${wide - room} px`);
  };

  await test.step("accept the invitation", async () => {
    await page.goto(`/accept-invitation?token=${token}`);
    await page.getByLabel("Your name").fill("Jonas Weber");
    await page.getByLabel("Password", { exact: true }).fill(editor.password);
    await fits();
    await page.getByRole("button", { name: /join|accept/i }).tap();
    await expect(page.getByRole("heading", { level: 1, name: "Pocket kitchen" })).toBeVisible();
    await fits();
  });

  await test.step("find the draft from the first page", async () => {
    await page.getByRole("link", { name: /Open drafts/ }).first().tap();
    await expect(page.getByRole("heading", { level: 1, name: "Content" })).toBeVisible();
    await fits();
    await page.getByText("How to Make Cold Brew Coffee at Home").first().tap();
    await expect(page.getByRole("button", { name: /Publish now|Submit for review/ }).first()).toBeVisible();
    await fits();
  });

  await test.step("edit it", async () => {
    const text = page.locator("[contenteditable=true]").last();
    await text.getByText("Once diluted, drink it within two.").tap();
    await page.keyboard.press("End");
    await page.keyboard.type(" Label the jar.");
    await expect(page.getByText(/^Saved/).first()).toBeVisible({ timeout: 20_000 });
  });

  await test.step("publish it", async () => {
    await page.getByRole("button", { name: "Publish now" }).tap();
    const dialog = page.getByRole("dialog");
    await fits();
    await dialog.getByRole("button", { name: /^Publish “/ }).tap();
    const link = dialog.getByRole("link", { name: /\/s\/pocket-kitchen/ });
    await expect(link).toBeVisible({ timeout: 60_000 });
    const [reader] = await Promise.all([context.waitForEvent("page"), link.tap()]);
    await expect(reader.getByText("Label the jar.")).toBeVisible();
    await reader.close();
    await dialog.getByRole("button", { name: "Close" }).last().tap();
  });

  await test.step("look around without an action that is not for editors", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "More" }).tap();
    await expect(page.getByRole("dialog").getByRole("link", { name: "Images" })).toBeVisible();
    await expect(page.getByRole("dialog").getByRole("link", { name: "Transactions" })).toHaveCount(0);
    await fits();
    await page.getByRole("dialog").getByRole("link", { name: "Calendar" }).tap();
    await expect(page.getByRole("heading", { level: 1, name: "Calendar" })).toBeVisible();
    await fits();
  });

  expect(tooWide).toEqual([]);
});
