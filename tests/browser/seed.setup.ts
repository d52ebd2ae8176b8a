import { readFileSync, writeFileSync } from "node:fs";
import { test as setup } from "@playwright/test";

import { articles } from "./data/articles.ts";
import { Api, type Login, until } from "./support/api.ts";
import { mailedToken } from "./support/mail.ts";
import { type Seeded, seedFile } from "./support/seeded.ts";

interface Row {
  id: string;
  [field: string]: unknown;
}

const exported = new URL("../../backend/igny8/planning/samples/home-coffee.csv", import.meta.url);
const password = `${crypto.randomUUID()}-Aa1`;
const login = (name: string): Login => ({ email: `${name}-${Date.now().toString(36)}@example.com`, password });

setup("an account in the middle of its work", async () => {
  const api = new Api();
  const owner = login("mara");
  await api.register(owner, { name: "Mara Lindqvist", account_name: "Harbour Editorial" });
  await api.post("auth/verify-email/", { token: await mailedToken("verify-email", owner.email) });
  const site = await api.post<Row & { slug: string }>("accounts/sites/", { name: "Home coffee", timezone: "Europe/Berlin", locale: "en-GB", publish_policy: "review" });
  const sector = await api.post<Row>("accounts/sectors/", { site_id: site.id, name: "Brewing" });
  await api.post("accounts/sectors/", { site_id: site.id, name: "Equipment" });

  const form = new FormData();
  form.set("file", new Blob([readFileSync(exported)], { type: "text/csv" }), "home-coffee_broad-match_uk.csv");
  form.set("site_id", site.id);
  form.set("sector_id", sector.id);
  const { import_id } = await api.post<{ import_id: string }>("planner/keywords/import/", form);
  await until(async () => (await api.get<Row>(`planner/imports/${import_id}/`)).status === "done", 60);
  await api.finish([(await api.post<{ run_id: string }>("planner/keywords/auto-cluster/", { site_id: site.id, sector_id: sector.id })).run_id]);

  const clusters = await api.list<Row>(`planner/clusters/?site_id=${site.id}&page_size=12&ordering=-total_volume`);
  const started = await api.post<{ run_ids: string[] }>("planner/clusters/generate-ideas/", { cluster_ids: clusters.map((cluster) => cluster.id), count: 1 });
  await api.finish(started.run_ids);
  const ideas = await api.list<Row>(`planner/ideas/?site_id=${site.id}`);
  await api.post("planner/ideas/approve/", { ids: ideas.slice(0, 5).map((idea) => idea.id) });
  await api.post("planner/ideas/queue/", { ids: ideas.slice(0, 4).map((idea) => idea.id) });

  await api.post("system/author-profiles/", { name: "Mara Lindqvist", slug: "mara-lindqvist", byline: "Writes about coffee and the kitchen", bio: "Mara ran a café in Malmö for nine years.", tone: "Plain, warm, exact.", is_default: true });
  await api.post("accounts/api-keys/", { site_id: site.id, name: "WordPress bridge" });
  const byState = await write(api, site.id, sector.id);
  const published = byState.published ?? "";

  const editor = await invite(api, "editor", site.id, { name: "Jonas Weber" });
  const viewer = await invite(api, "viewer", site.id, { name: "Aiko Tanaka" });
  await api.post(`writer/content/${byState.in_review ?? ""}/comments/`, { body: "Is the warning about the dishwasher true for steel pots too?" });

  const tasks = await api.list<Row>(`writer/tasks/?site_id=${site.id}&status=queued`);
  const ids = tasks.slice(0, 1).map((task) => task.id);
  await api.finish((await api.post<{ run_ids: string[] }>("writer/tasks/generate-content/", { ids })).run_ids);
  await api.finish((await api.post<{ run_ids: string[] }>("writer/image-prompts/", { content_ids: [published], in_article: 1 })).run_ids);
  const images = await api.list<Row>(`writer/images/?content_id=${published}`);
  await api.finish((await api.post<{ run_ids: string[] }>("writer/images/generate/", { image_ids: images.map((image) => image.id) })).run_ids);

  // Switched off before anything is published again: what the journeys publish must not wait for a website that is not there.
  const integration = await api.post<Row>("integration/integrations/", { site_id: site.id, platform: "wordpress", base_url: "https://harbour.example.com", name: "Harbour magazine", username: "mara", app_password: "abcd efgh ijkl mnop qrst uvwx", sync_enabled: false });
  await api.patch(`integration/integrations/${integration.id}/`, { is_active: false });

  const stranger = login("stranger");
  const theirs = new Api();
  await theirs.register(stranger, { name: "Sam Stranger", account_name: "Elsewhere" });
  const theirSite = await theirs.post<Row>("accounts/sites/", { name: "Elsewhere" });
  const theirContent = await theirs.post<Row>("writer/content/", { site_id: theirSite.id, title: "Not yours", html: "<p>Private.</p>" });

  const facts: Seeded = {
    owner,
    editor,
    viewer,
    stranger: { ...stranger, siteId: theirSite.id, contentId: theirContent.id },
    site: { id: site.id, slug: site.slug },
    ids: { sector: sector.id, cluster: clusters[0]?.id ?? "", content: published, reviewed: byState.in_review ?? "", import: import_id, integration: integration.id },
  };
  writeFileSync(seedFile, JSON.stringify(facts));
});

/** Every article in its state; answers the id of the last one in each. */
async function write(api: Api, siteId: string, sectorId: string): Promise<Partial<Record<string, string>>> {
  const byState: Partial<Record<string, string>> = {};
  for (const article of articles) {
    const { id } = await api.post<Row>("writer/content/", {
      site_id: siteId,
      sector_id: sectorId,
      title: article.title,
      html: article.html,
      primary_keyword: article.keyword,
      meta_title: article.title,
      meta_description: article.meta,
    });
    byState[article.state] = id;
    if (article.state === "draft") continue;
    await api.post(`writer/content/${id}/submit-review/`);
    if (article.state === "in_review") continue;
    if (article.state === "changes_requested") {
      await api.post(`writer/content/${id}/request-changes/`, { comment: "Please say how long beans keep once the bag is open." });
      continue;
    }
    await api.post(`writer/content/${id}/approve/`);
    if (article.state === "approved") continue;
    const scheduled_at = article.state === "scheduled" ? new Date(Date.now() + 3 * 86_400_000).toISOString() : null;
    await api.post("publisher/publish/", { content_ids: [id], scheduled_at });
  }
  const published = byState.published ?? "";
  await until(async () => (await api.get<Row>(`writer/content/${published}/`)).status === "published", 90);
  return byState;
}

async function invite(api: Api, role: "editor" | "viewer", siteId: string, { name }: { name: string }): Promise<Login> {
  const person = login(role);
  await api.post("accounts/invitations/", { email: person.email, role, site_ids: [siteId] });
  const token = await mailedToken("accept-invitation", person.email);
  await new Api().post("auth/accept-invitation/", { token, name, password: person.password });
  return person;
}
