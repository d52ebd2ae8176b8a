import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { useSession } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import { SiteProvider } from "@/shared/entities/site";
import type { Role } from "@/shared/lib/roles";
import { aMe, aSite } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, startServer } from "../../../../tests/support/server";

import type { Integration } from "../api/integrations";
import { reportText } from "../types/checks";
import { aCheck, anIntegration, aStructure, aSync } from "../types/samples";
import { outcome } from "../types/words";
import { IntegrationPage } from "./page";

const server = startServer();
const FAULT = aCheck({ code: "AUTHORIZATION_STRIPPED", ok: false, sentence: "The server removes the Authorization header.", cure: "Have the server pass it on." });
const CONFIG = { post_types: [], destinations: { service: "page" }, author_id: "4", on_unpublish: "trash" as const };
const WARNING = aCheck({ code: "PLAIN_PERMALINKS", sentence: "The permalinks are plain.", cure: "Choose another structure." });

function show(row: Integration, role: Role = "admin") {
  useSession.setState({ status: "signed-in" });
  const client = makeTestClient();
  client.setQueryData(meKeys.all, aMe({ role }));
  server.use(
    on.post("/auth/refresh/", () => one({ access: "token", expires_in: 900, refresh: null })),
    on.get("/accounts/sites/", () => many([aSite()])),
    on.get("/integration/integrations/:id/", () => one(row)),
    on.get("/integration/integrations/:id/content-types/", () => one(aStructure())),
    on.get("/integration/sync-runs/", () => many([aSync()])),
  );
  return renderWithProviders(
    <SiteProvider site={aSite()}>
      <IntegrationPage />
    </SiteProvider>,
    { client, at: "/sites/home-coffee/settings/integrations/integration-1", path: "/sites/:site/settings/integrations/:integration", routes: [{ path: "/sites/:site/settings/integrations", element: <p>All integrations</p> }] },
  );
}

it("shows each check with its cure, and asks the doctor again", async () => {
  server.use(on.post("/integration/integrations/:id/test-connection/", () => one({ ok: true, checked_at: "2026-03-04T13:00:00Z", checks: [aCheck()] })));
  const { user } = show(anIntegration({ checks: [aCheck(), WARNING, FAULT], checked_at: "2026-03-04T12:00:00Z" }));
  expect(await screen.findByText("One thing keeps the connection from working.")).toBeInTheDocument();
  const fault = screen.getByText(FAULT.sentence).closest("li");
  expect(within(fault as HTMLElement).getByText("Fault:")).toBeInTheDocument();
  expect(within(fault as HTMLElement).getByText(FAULT.cure)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Look again" }));
  expect(await screen.findByText("Everything works.")).toBeInTheDocument();
  expect(screen.queryByText(FAULT.sentence)).not.toBeInTheDocument();
});

it("offers the plugin where it is too old, and only there", async () => {
  show(anIntegration({ checks: [WARNING, aCheck({ code: "PLUGIN_OLD", ok: false, sentence: "The plugin is version 0.9; 1.0 is needed.", cure: "Update it." })], checked_at: "2026-03-04T12:00:00Z" }));
  const old = (await screen.findByText("The plugin is version 0.9; 1.0 is needed.")).closest("li");
  expect(within(old as HTMLElement).getByRole("button", { name: "Download the plugin" })).toBeInTheDocument();
  expect(screen.getAllByRole("button", { name: "Download the plugin" })).toHaveLength(1);
});

it("writes a report that can be sent on", () => {
  const text = reportText(anIntegration(), [aCheck(), WARNING, FAULT], "2026-03-04T12:00:00Z");
  expect(text).toContain("Connection of IGNY8 with https://harbour.example\nLooked at 4 Mar 2026, 12:00:00 UTC");
  expect(text).toContain("[ok] The website answers.\n[note] The permalinks are plain.\n  Choose another structure.\n[fault] The server removes");
});

const ACTIONS = ["Synchronise now", "Look again", "Change the connection", "Disconnect the website"];
it.each<[Role, string[]]>([
  ["viewer", []],
  ["editor", ["Synchronise now", "Look again"]],
  ["admin", ACTIONS],
])("shows a %s what the API lets them do", async (role, allowed) => {
  show(anIntegration({ checks: [aCheck()], checked_at: "2026-03-04T12:00:00Z" }), role);
  expect(await screen.findByText("Everything works.")).toBeInTheDocument();
  expect(await screen.findByRole("checkbox", { name: "Posts" })).toBeDisabled();
  for (const name of ACTIONS) expect(screen.queryAllByRole("button", { name }).length > 0, name).toBe(allowed.includes(name));
});

it("saves which types come in together with the rest of the settings", async () => {
  const asked: unknown[] = [];
  server.use(
    on.patch("/integration/integrations/:id/", async ({ request }) => {
      asked.push(await request.json());
      return one(anIntegration({ config: { ...CONFIG, post_types: ["post"] } }));
    }),
  );
  const { user } = show(anIntegration({ config: { ...CONFIG, post_types: ["page", "post"] } }));
  await user.click(await screen.findByRole("checkbox", { name: "Pages" }));
  // One of them has to stay: none chosen would mean all.
  expect(screen.getByRole("checkbox", { name: "Posts" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Save types" }));
  await screen.findByText("Saved.");
  expect(asked).toEqual([{ config: { ...CONFIG, post_types: ["post"] } }]);
});

it("ends a connection only after its name was typed", async () => {
  const ended: string[] = [];
  server.use(
    on.delete("/integration/integrations/:id/", ({ params }) => {
      ended.push(String(params.id));
      return new Response(null, { status: 204 });
    }),
  );
  const { user } = show(anIntegration());
  await user.click(await screen.findByRole("button", { name: "Disconnect the website" }));
  const question = await screen.findByRole("alertdialog");
  expect(within(question).getByRole("button", { name: "Disconnect the website" })).toBeDisabled();
  await user.type(within(question).getByRole("textbox"), "Harbour magazine");
  await user.click(within(question).getByRole("button", { name: "Disconnect the website" }));
  expect(await screen.findByText("All integrations")).toBeInTheDocument();
  expect(ended).toEqual(["integration-1"]);
});

it("says what a synchronisation brought", () => {
  expect(outcome(aSync({ created: 12, updated: 1, conflicts: 1, tombstones: 2 }))).toBe("12 new, 1 changed, 1 conflict and 2 deleted there");
  expect(outcome(aSync())).toBe("Nothing had changed");
});
