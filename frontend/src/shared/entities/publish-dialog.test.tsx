import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";

import { useSession } from "@/shared/api/session";
import { aSite } from "../../../tests/support/factories";
import { renderWithProviders } from "../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../tests/support/server";

import { PublishDialog, type Publishable } from "./publish-dialog";
import type { Publication } from "./publishing";

vi.mock("@/shared/api/session", async (load) => ({ ...(await load<typeof import("@/shared/api/session")>()), access: () => Promise.resolve("token") }));

const server = startServer();
const SITE = aSite({ id: "site-1", timezone: "Europe/Berlin", publish_policy: "review" });
const text = (changes: Partial<Publishable> = {}): Publishable => ({ id: "c1", title: "Cold brew", site_id: "site-1", current_version: 3, approved_version: 3, status: "approved", content_type: "post", ...changes });
const record = (changes: Partial<Publication>): Publication =>
  ({ id: "r1", site_id: "site-1", content_id: "c1", title: "Cold brew", destination: "igny8_sites", destination_name: "IGNY8 Sites", status: "planned", wanted: "publish", content_version: 3, current_version: 3, live_version: null, external_id: "", url: "", attempts: 0, error_kind: "", error_code: "", error: "", warnings: [], scheduled_for: null, not_before: "2026-01-01T00:00:00Z", published_at: null, created_at: "", updated_at: "", ...changes });
const destination = (key: string, name: string, check: { ok: boolean; problem: string } | null = { ok: true, problem: "" }) => ({ key, name, platform: key, check, capabilities: { content_types: ["post"], has_media: true, has_terms: true, has_schedule: false, is_whole_site: true } });

beforeEach(() => {
  useSession.getState().set("signed-in");
  server.use(
    on.get("/accounts/sites/", () => many([SITE])),
    on.get("/publisher/destinations/", () => one({ destinations: [destination("igny8_sites", "IGNY8 Sites"), destination("wordpress:1", "Old blog")] })),
  );
});

const open = (content: readonly Publishable[]) => renderWithProviders(<PublishDialog content={content} open onOpenChange={() => undefined} />);

test("each destination tells how it went, and a failure there says who has to act", async () => {
  const records = [record({ id: "r1" }), record({ id: "r2", destination: "wordpress:1", destination_name: "Old blog" })];
  server.use(
    on.post("/publisher/publish/", () => one({ records }, { status: 202 })),
    on.get("/publisher/records/", () => many([record({ id: "r1", status: "live", url: "https://home-coffee.co/cold-brew/" }), record({ id: "r2", destination: "wordpress:1", destination_name: "Old blog", status: "failed", error_kind: "action_required", error: "The password is wrong." })])),
  );
  const { user } = open([text()]);
  await user.click(await screen.findByRole("button", { name: "Publish “Cold brew” now" }));
  const rows = await screen.findAllByRole("listitem");
  await waitFor(() => expect(rows[1]).toHaveTextContent("The password is wrong. (you have to act)"));
  expect(within(rows[0] ?? document.body).getByRole("link")).toHaveAttribute("href", "https://home-coffee.co/cold-brew/");
  expect(rows[0]).toHaveTextContent("live");
  expect(rows[1]).toHaveTextContent("failed");
});

test("a request whose answer never came is sent again with the same key; another choice has its own", async () => {
  const keys: (string | null)[] = [];
  const bodies: unknown[] = [];
  server.use(
    on.post("/publisher/publish/", async ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      bodies.push(await request.json());
      return keys.length < 4 ? HttpResponse.error() : one({ records: [record({})] }, { status: 202 });
    }),
    on.get("/publisher/records/", () => many([record({ status: "live" })])),
  );
  const { user } = open([text()]);
  const publish = await screen.findByRole("button", { name: "Publish “Cold brew” now" });
  await user.click(publish);
  await screen.findByText(/nothing is published twice/);
  await user.click(publish);
  await waitFor(() => expect(keys).toHaveLength(2));
  await screen.findByText(/nothing is published twice/);
  await user.click(screen.getByRole("checkbox", { name: "Old blog" }));
  await user.click(publish);
  await waitFor(() => expect(keys).toHaveLength(3));
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
  expect(bodies[2]).toEqual({ content_ids: ["c1"], destinations: ["igny8_sites"] });
});

test("what may not be published is named before, and only the rest is sent", async () => {
  let sent: unknown;
  server.use(
    on.post("/publisher/publish/", async ({ request }) => {
      sent = await request.json();
      return one({ records: [record({})] }, { status: 202 });
    }),
    on.get("/publisher/records/", () => many([])),
  );
  const { user } = open([text(), text({ id: "c2", title: "Moka pot", approved_version: 2 })]);
  expect(await screen.findByText(/Version 3 is not approved/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Publish “Cold brew” now" }));
  await waitFor(() => expect(sent).toMatchObject({ content_ids: ["c1"] }));
});

test("each content goes where its type is taken, and what the server refuses all the same is said in its words", async () => {
  const sent: unknown[] = [];
  server.use(
    on.get("/publisher/destinations/", () => {
      const sites = destination("igny8_sites", "IGNY8 Sites");
      return one({ destinations: [{ ...sites, capabilities: { ...sites.capabilities, content_types: ["post", "product"] } }, destination("wordpress:1", "Old blog")] });
    }),
    on.post("/publisher/publish/", async ({ request }) => {
      sent.push(await request.json());
      return sent.length === 2 ? refusal(400, { error: "Some fields are not valid.", fields: { destinations: ["IGNY8 Sites does not take content of type product."] } }) : one({ records: [record({ status: "live" })] }, { status: 202 });
    }),
    on.get("/publisher/records/", () => many([record({ status: "live" })])),
  );
  const { user } = open([text(), text({ id: "c2", title: "Harbour blend", content_type: "product" })]);
  expect(await screen.findByText("It does not take the type of 1 article. The rest goes there.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Publish 2 articles now" }));
  expect(await screen.findByText("IGNY8 Sites does not take content of type product.")).toBeInTheDocument();
  expect(sent).toEqual([
    { content_ids: ["c1"], destinations: ["igny8_sites", "wordpress:1"] },
    { content_ids: ["c2"], destinations: ["igny8_sites"] },
  ]);
});

test("publishing costs nothing and says so, and a destination that is not ready cannot be chosen", async () => {
  server.use(on.get("/publisher/destinations/", () => one({ destinations: [destination("igny8_sites", "IGNY8 Sites", { ok: false, problem: "The renderer is not running." })] })));
  open([text()]);
  expect(await screen.findByText("Publishing costs no credits.")).toBeInTheDocument();
  expect(await screen.findByText("The renderer is not running.")).toBeInTheDocument();
  expect(screen.getByRole("checkbox", { name: "IGNY8 Sites" })).toBeDisabled();
  expect(screen.getByRole("button", { name: /now$/ })).toBeDisabled();
});

test("a time is one of the site's clock, and one that is over is refused at its field", async () => {
  let sent: { scheduled_at?: string } = {};
  server.use(
    on.post("/publisher/publish/", async ({ request }) => {
      sent = (await request.json()) as typeof sent;
      return one({ records: [record({ not_before: "2031-07-01T07:30:00Z" })] }, { status: 202 });
    }),
    on.get("/publisher/records/", () => many([record({ not_before: "2031-07-01T07:30:00Z" })])),
  );
  const { user } = open([text()]);
  await user.click(await screen.findByRole("radio", { name: "At a time" }));
  const day = screen.getByLabelText("Day");
  await user.clear(day);
  await user.type(day, "2020-07-01");
  await user.click(screen.getByRole("button", { name: "Schedule “Cold brew”" }));
  expect(await screen.findByText("This time is over. Choose a later one.")).toBeInTheDocument();
  await user.clear(day);
  await user.type(day, "2031-07-01");
  await user.clear(screen.getByLabelText("Time"));
  await user.type(screen.getByLabelText("Time"), "09:30");
  await user.click(screen.getByRole("button", { name: "Schedule “Cold brew”" }));
  await waitFor(() => expect(sent.scheduled_at).toBe("2031-07-01T07:30:00.000Z"));
  expect(await screen.findByText(/09:30 \(Europe\/Berlin, GMT\+2\)/)).toBeInTheDocument();
});

test("a refusal is shown as the server says it, and nothing chosen is lost", async () => {
  server.use(on.post("/publisher/publish/", () => refusal(409, { code: "NOT_PUBLISHABLE", error: "'Cold brew': version 4 is not approved." })));
  const { user } = open([text()]);
  await user.click(await screen.findByRole("button", { name: "Publish “Cold brew” now" }));
  expect(await screen.findByText("'Cold brew': version 4 is not approved.")).toBeInTheDocument();
  expect(screen.getByRole("checkbox", { name: "Old blog" })).toBeChecked();
});
