import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";

import { useSession } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import { SiteProvider } from "@/shared/entities/site";
import { aMe, aSite } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import type { Integration } from "../api/integrations";
import { aCheck, anIntegration, aStructure, aSync } from "../types/samples";
import { ConnectPage } from "./page";

const server = startServer();
beforeEach(() => localStorage.clear());

function show(rows: Integration[], role: "admin" | "editor" = "admin") {
  useSession.setState({ status: "signed-in" });
  const client = makeTestClient();
  client.setQueryData(meKeys.all, aMe({ role }));
  server.use(
    on.post("/auth/refresh/", () => one({ access: "token", expires_in: 900, refresh: null })),
    on.get("/accounts/sites/", () => many([aSite()])),
    on.get("/integration/integrations/", () => many(rows)),
    on.get("/integration/integrations/:id/", () => one(rows[0])),
  );
  return renderWithProviders(
    <SiteProvider site={aSite({ domain: "" })}>
      <ConnectPage />
    </SiteProvider>,
    { client },
  );
}

const BARE = { has_bridge: false, connected_at: null, last_sync_at: null, is_active: false, sync_enabled: false } as const;

it("keeps the address with the first look and waits for the plugin from then on", async () => {
  const rows: Integration[] = [];
  const asked: unknown[] = [];
  server.use(
    on.post("/integration/integrations/", async ({ request }) => {
      asked.push(await request.json());
      rows.push(anIntegration({ ...BARE, is_active: true }));
      return one(rows[0], { status: 201 });
    }),
    on.patch("/integration/integrations/:id/", async ({ request }) => {
      asked.push(await request.json());
      rows[0] = anIntegration(BARE);
      return one(rows[0]);
    }),
    on.post("/integration/integrations/:id/test-connection/", () =>
      one({ ok: false, checked_at: "2026-03-04T12:00:00Z", checks: [aCheck(), aCheck({ code: "PLUGIN_ABSENT", ok: false, sentence: "The IGNY8 plugin does not answer.", cure: "Install it." })] }),
    ),
    on.get("/accounts/api-keys/", () => many([])),
    on.post("/accounts/api-keys/", async ({ request }) => {
      asked.push(await request.json());
      return one({ id: "key-1", key: "ig8_abc_secret", name: "WordPress of harbour.example", created_at: "2026-03-04T12:00:00Z" }, { status: 201 });
    }),
  );
  const { user } = show(rows);
  const field = await screen.findByRole("textbox", { name: "Address of the website" });
  await user.type(field, "harbour.example/wp-admin/");
  await user.click(screen.getByRole("button", { name: "Look at the website" }));
  // A plugin that is not there yet is no fault of the address.
  expect(await screen.findByText("The website answers.")).toBeInTheDocument();
  expect(screen.queryByText(/plugin does not answer/)).not.toBeInTheDocument();
  // Nothing may be published to it or brought in from it before somebody signs in.
  expect(asked).toEqual([{ site_id: "site-1", platform: "wordpress", base_url: "https://harbour.example", sync_enabled: false, is_active: false }]);
  await user.click(screen.getByRole("button", { name: "Continue with this website" }));
  await user.click(await screen.findByRole("button", { name: "Connect the plugin" }));
  await user.click(await screen.findByRole("button", { name: "Make the API key" }));
  expect(await screen.findByText("ig8_abc_secret")).toBeInTheDocument();
  expect(asked.at(-1)).toMatchObject({ site_id: "site-1", scopes: ["site:read", "content:read", "content:write"] });
  expect(JSON.stringify(localStorage)).not.toContain("ig8_abc");
  rows[0] = anIntegration({ last_sync_at: null, sync_enabled: false, connected_at: "2026-03-04T12:01:00Z" });
  expect(await screen.findByText("What the doctor found", {}, { timeout: 5000 })).toBeInTheDocument();
});

it("hands out the plugin as a file, and says why where there is none", async () => {
  localStorage.setItem("igny8.connect.site-1", JSON.stringify({ step: "connect", way: "plugin", keyMadeAt: null, after: null, runId: null }));
  const saved: (string | null)[] = [];
  const objectUrl = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:plugin");
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.getAttribute("download"));
  });
  server.use(on.get("/integration/bridge/plugin/", () => refusal(404, { error: "This installation came without the plugin." })));
  const { user } = show([anIntegration(BARE)]);
  await user.click(await screen.findByRole("button", { name: "Download the plugin" }));
  expect(await screen.findByText("This installation came without the plugin.")).toBeInTheDocument();
  server.use(on.get("/integration/bridge/plugin/", () => new Response("zip", { headers: { "Content-Type": "application/zip", "Content-Disposition": 'attachment; filename="igny8-bridge-1.2.0.zip"' } })));
  await user.click(screen.getByRole("button", { name: "Download the plugin" }));
  await waitFor(() => expect(saved).toEqual(["igny8-bridge-1.2.0.zip"]));
  objectUrl.mockRestore();
  click.mockRestore();
});

it("puts what is wrong with a user at its field and keeps what was typed", async () => {
  localStorage.setItem("igny8.connect.site-1", JSON.stringify({ step: "connect", way: "password", keyMadeAt: null, after: null, runId: null }));
  server.use(on.patch("/integration/integrations/:id/", () => refusal(400, { fields: { username: ["A user name of this website is shorter."] } })));
  const { user } = show([anIntegration(BARE)]);
  const name = await screen.findByRole("textbox", { name: "User name" });
  await user.type(name, "mara");
  await user.type(screen.getByLabelText("Application password"), "abcd efgh");
  await user.click(screen.getByRole("button", { name: "Sign in to WordPress" }));
  expect(await screen.findByText("A user name of this website is shorter.")).toBeInTheDocument();
  expect(name).toHaveValue("mara");
  expect(screen.getByLabelText("Application password")).toHaveValue("abcd efgh");
});

it("takes a key pair of a shop only as a pair", async () => {
  localStorage.setItem("igny8.connect.site-1", JSON.stringify({ step: "connect", way: "password", keyMadeAt: null, after: null, runId: null }));
  const { user } = show([anIntegration(BARE)]);
  await user.type(await screen.findByRole("textbox", { name: "User name" }), "ck_123");
  await user.type(screen.getByLabelText("Consumer secret"), "abcd efgh");
  await user.click(screen.getByRole("button", { name: "Sign in to WordPress" }));
  expect(await screen.findByText("The secret of a consumer key begins with cs_.")).toBeInTheDocument();
});

it("brings everything in and says what came", async () => {
  localStorage.setItem("igny8.connect.site-1", JSON.stringify({ step: "sync", way: "plugin", keyMadeAt: null, after: null, runId: null }));
  const asked: unknown[] = [];
  server.use(
    on.get("/integration/integrations/:id/content-types/", () => one(aStructure())),
    on.patch("/integration/integrations/:id/", async ({ request }) => {
      asked.push(await request.json());
      return one(anIntegration());
    }),
    on.post("/integration/integrations/:id/sync/", async ({ request }) => {
      asked.push(await request.json());
      return one(aSync({ status: "pending" }), { status: 202 });
    }),
    on.get("/integration/sync-runs/:id/", () => one(aSync({ created: 17, unchanged: 0 }))),
  );
  const { user } = show([anIntegration({ last_sync_at: null, sync_enabled: false })]);
  expect(await screen.findByText(/17 texts now/)).toBeInTheDocument();
  await user.click(screen.getByRole("radio", { name: /Chosen types/ }));
  await user.click(screen.getByRole("checkbox", { name: "Pages" }));
  await user.click(screen.getByRole("button", { name: "Bring the chosen types in" }));
  expect(await screen.findByText("Harbour magazine is connected")).toBeInTheDocument();
  expect(screen.getByText("17")).toBeInTheDocument();
  expect(asked).toEqual([{ is_active: true, sync_enabled: true, config: { ...anIntegration().config, post_types: ["post"] } }, { kind: "full" }]);
});

it("is done with the check where everything had come in before", async () => {
  localStorage.setItem("igny8.connect.site-1", JSON.stringify({ step: "check", way: "plugin", keyMadeAt: null, after: null, runId: null }));
  server.use(on.post("/integration/integrations/:id/test-connection/", () => one({ ok: true, checked_at: "2026-03-04T12:00:00Z", checks: [aCheck()] })));
  const { user } = show([anIntegration()]);
  const link = await screen.findByRole("link", { name: "See the connection" });
  expect(link).toHaveAttribute("href", "/sites/home-coffee/settings/integrations/integration-1");
  expect(screen.queryByRole("button", { name: /first synchronisation/ })).not.toBeInTheDocument();
  await user.click(link);
  expect(localStorage.getItem("igny8.connect.site-1")).toBeNull();
});

it("is not for editors", async () => {
  show([], "editor");
  expect(await screen.findByText("Owners and admins connect websites")).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole("textbox")).not.toBeInTheDocument());
});
