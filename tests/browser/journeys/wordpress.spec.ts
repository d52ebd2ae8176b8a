import { expect, test } from "@playwright/test";

import { Api } from "../support/api.ts";
import { signIn } from "../support/session.ts";
import { noWordPress, openBlockEditor, signInToWordPress, SLOW, startWordPress, type WordPress } from "../support/wordpress.ts";

/** WP-Cron sends what waits once a minute, then a worker fetches it. */
const COMES_IN = { timeout: 100_000 };

const article = {
  title: "How to descale a kettle with citric acid",
  html:
    "<p>Limescale makes a kettle loud and slow. Citric acid takes it off in twenty minutes, without a smell.</p>" +
    "<h2>What you need</h2><ul><li>Two spoons of citric acid</li><li>Half a litre of water</li></ul>" +
    "<h2>How it goes</h2><p>Stir the acid into cold water and leave it in the kettle for twenty minutes.</p>" +
    "<p>Pour it out, rinse twice, and boil fresh water once before the next cup.</p>",
};

interface Text {
  status: string;
  html: string;
  current_version: number;
  published_version: number | null;
}

const missing = noWordPress();
// Workers read this file again; said once is enough.
if (missing && process.env.TEST_WORKER_INDEX === undefined) console.log(`The journey with WordPress is left out: ${missing}`);

if (!missing) {
  let wordpress: WordPress;
  test.beforeAll(async () => {
    test.setTimeout(180_000); // the first time WordPress itself is fetched
    wordpress = await startWordPress({ isEmpty: true });
  });
  test.afterAll(() => wordpress.stop());

  test("from an empty WordPress to a published post, and back", async ({ page, context }) => {
    test.setTimeout(300_000);
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    const login = { email: `wordpress-${Date.now().toString(36)}@example.com`, password: "the kettle is clean again" };
    const api = new Api();
    await api.register(login, { name: "Ines Duarte", account_name: "Kettle shop" });
    const site = await api.post<{ id: string; slug: string }>("accounts/sites/", { name: "Kettle shop", publish_policy: "auto", sectors: [{ name: "Kettles" }] });
    const admin = await context.newPage();
    let key = "";
    let zip = { name: "", mimeType: "application/zip", buffer: Buffer.alloc(0) };

    await test.step("tell IGNY8 the address, and choose the plugin", async () => {
      await signIn(page, login);
      await page.goto(`/sites/${site.slug}/settings/integrations`);
      await page.getByRole("link", { name: "Connect WordPress" }).click();
      await page.getByLabel("Address of the website").fill(wordpress.url);
      await page.getByRole("button", { name: "Look at the website" }).click();
      await page.getByRole("button", { name: "Continue with this website" }).click(SLOW);
      await page.getByRole("button", { name: "Connect the plugin" }).click();
    });

    await test.step("download the plugin and make its key", async () => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download the plugin" }).click()]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      zip = { ...zip, name: download.suggestedFilename(), buffer: Buffer.concat(chunks) };
      expect(zip.name).toMatch(/^igny8-bridge.*\.zip$/);
      await page.getByRole("button", { name: "Make the API key" }).click();
      key = await page.getByText(/^ig8_/).innerText();
    });

    await test.step("upload and activate the plugin", async () => {
      await signInToWordPress(admin, wordpress);
      await admin.getByRole("link", { name: "Plugins" }).first().click();
      await admin.getByRole("link", { name: "Add Plugin" }).first().click();
      await admin.getByRole("button", { name: "Upload Plugin" }).click();
      await admin.getByLabel("Plugin zip file").setInputFiles(zip);
      await admin.getByRole("button", { name: "Install Now" }).click();
      await admin.getByRole("link", { name: "Activate Plugin" }).click(SLOW);
      await expect(admin.getByText("Plugin activated.")).toBeVisible(SLOW);
    });

    await test.step("connect it and examine the connection", async () => {
      await admin.getByRole("link", { name: "Settings" }).first().click();
      await admin.getByRole("link", { name: "IGNY8", exact: true }).click();
      await admin.getByLabel("Address of IGNY8").fill(new URL(page.url()).origin);
      await admin.getByLabel("API key").fill(key);
      await admin.getByRole("button", { name: "Connect", exact: true }).click();
      await expect(admin.getByRole("heading", { name: "Connected" })).toBeVisible(SLOW);
      await admin.getByRole("button", { name: "Examine the connection" }).click();
      await expect(admin.getByRole("button", { name: "Examine again" })).toBeVisible(SLOW);
      await expect(admin.getByText("Fault:")).toHaveCount(0);
    });

    await test.step("the wizard goes on by itself, and everything comes in", async () => {
      await page.getByRole("button", { name: "Continue to the first synchronisation" }).click(SLOW);
      await page.getByRole("button", { name: "Bring everything in" }).click(SLOW);
      await expect(page.getByRole("link", { name: /See what came in/ })).toBeVisible(COMES_IN);
    });

    const { id } = await api.post<{ id: string }>("writer/content/", { site_id: site.id, ...article });
    await api.post(`writer/content/${id}/submit-review/`);
    await api.post(`writer/content/${id}/approve/`);
    const text = (): Promise<Text> => api.get<Text>(`writer/content/${id}/`);
    let address = "";
    let post = "";

    const publish = async (button: RegExp): Promise<void> => {
      await page.getByRole("button", { name: button }).click();
      const dialog = page.getByRole("dialog");
      const destinations = dialog.getByRole("group", { name: "Where to" });
      await destinations.getByRole("checkbox", { name: "IGNY8 Sites" }).uncheck();
      await expect(destinations.getByRole("checkbox", { checked: true })).toHaveCount(1);
      await dialog.getByRole("button", { name: /^Publish “/ }).click();
      const link = dialog.getByRole("link", { name: new RegExp(`^${wordpress.url}`) });
      await expect(link).toBeVisible(COMES_IN);
      address = (await link.getAttribute("href")) ?? "";
      await dialog.getByRole("button", { name: "Close" }).last().click();
    };

    await test.step("publish an article to WordPress and read it there", async () => {
      await page.goto(`/sites/${site.slug}/writer/content/${id}`);
      await publish(/^Publish now/);
      const reader = await context.newPage();
      await reader.goto(address);
      await expect(reader.getByRole("heading", { level: 1, name: article.title })).toBeVisible(SLOW);
      await expect(reader.getByText("Citric acid takes it off in twenty minutes")).toBeVisible();
      await reader.close();
    });

    await test.step("change it in the block editor: a version comes in", async () => {
      await admin.goto(`${wordpress.url}/wp-admin/edit.php`);
      const edit = await admin.getByRole("link", { name: article.title }).first().getAttribute("href");
      post = edit ?? "";
      const editor = await openBlockEditor(admin, post);
      await editor.append("Pour it out, rinse twice", " Dry the lid.");
      await expect.poll(async () => (await text()).html, COMES_IN).toContain("Dry the lid.");
      await page.reload();
      await expect(page.locator("[contenteditable=true]").last()).toContainText("Dry the lid.");
    });

    await test.step("change it on both sides: nothing is overwritten", async () => {
      const { html, current_version } = await text();
      await api.patch(`writer/content/${id}/`, { html: html.replace("rinse twice", "rinse three times"), expected_version: current_version });
      const editor = await openBlockEditor(admin, post);
      await editor.append("Pour it out, rinse twice", " Wipe the base.");
      await admin.goto(`${wordpress.url}/wp-admin/options-general.php?page=igny8-bridge&tab=log`);
      await admin.getByRole("button", { name: "Send what waits now" }).click(); // for who does not want to wait for WP-Cron
      await expect.poll(async () => (await api.list(`integration/conflicts/?site_id=${site.id}&status=open`)).length, COMES_IN).toBe(1);
      expect((await text()).html).toContain("rinse three times");
    });

    await test.step("keep ours and read it on the website", async () => {
      await page.goto(`/sites/${site.slug}/settings/integrations`);
      await page.getByRole("listitem").filter({ hasText: new URL(wordpress.url).host }).getByRole("link").first().click();
      await page.getByRole("link", { name: "Choose what stays" }).click();
      await page.getByRole("link", { name: article.title }).click();
      await expect(page.getByText("Wipe the base.").first()).toBeVisible();
      await page.getByRole("button", { name: "Keep ours" }).click();
      await page.getByRole("button", { name: "Keep our text" }).click();
      // The site publishes without review, so what was chosen goes there by itself.
      await page.getByRole("link", { name: "Open it in the editor" }).click();
      await expect(page.locator("[contenteditable=true]").last()).toContainText("rinse three times");
      const reader = await context.newPage();
      await expect(async () => {
        await reader.goto(address);
        await expect(reader.getByText("rinse three times")).toBeVisible({ timeout: 1000 });
      }).toPass(COMES_IN);
      await expect(reader.getByText("Wipe the base.")).toHaveCount(0);
      await reader.close();
    });

    expect(problems).toEqual([]);
  });
}
