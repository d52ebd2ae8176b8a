import { expect, test } from "@playwright/test";

import { seeded } from "../support/seeded.ts";
import { signIn, visit } from "../support/session.ts";

test("what belongs to somebody else is not found, inside the frame", async ({ page }) => {
  const { owner, site, stranger } = seeded();
  await signIn(page, owner);
  const theirs = [
    `/sites/${stranger.siteId}/home`,
    `/sites/elsewhere/planner/keywords`,
    `/sites/${site.slug}/writer/content/${stranger.contentId}`,
    `/sites/${site.slug}/planner/clusters/${stranger.contentId}`,
    `/sites/${site.slug}/planner/imports/${stranger.contentId}`,
    "/no/such/page",
  ];
  for (const path of theirs) {
    await page.goto(path);
    await expect(page.getByText(/not found|cannot be found|nothing at this address|no longer there/i).first(), path).toBeVisible();
    await expect(page.getByRole("link", { name: "IGNY8" }).first(), `${path}: the frame stays`).toBeVisible();
    await expect(page.getByText("Private."), path).toHaveCount(0);
  }
});

test("a viewer sees no action that the API would refuse", async ({ page }) => {
  const { viewer, site, ids } = seeded();
  await signIn(page, viewer);
  const forbidden = /^(Import|Add|Cluster|Make|Write|New|Publish|Schedule|Approve|Reject|Request|Submit|Delete|Archive|Generate|Invite|Roll back|Deploy|Save|Upload|Queue \d|Merge|Split)\b/;
  const paths = ["home", "planner/keywords", "planner/opportunities", "planner/clusters", `planner/clusters/${ids.cluster}`, "planner/ideas", "writer/tasks", "writer/content", `writer/content/${ids.reviewed}`, "writer/images", "writer/calendar", "writer/review", "writer/published", "deployments", "runs"];
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.status() === 403) refused.push(`${response.request().method()} ${new URL(response.url()).pathname} on ${new URL(page.url()).pathname}`);
  });
  for (const path of paths) {
    await visit(page, `/sites/${site.slug}/${path}`);
    const names = await page.locator("main button:not([role=columnheader] button)").allInnerTexts();
    expect(names.map((name) => name.trim()).filter((name) => forbidden.test(name)), path).toEqual([]);
  }
  expect(refused, "nothing is asked for that is refused").toEqual([]);
});
