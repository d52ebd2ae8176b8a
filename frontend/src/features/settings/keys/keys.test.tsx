import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { useSession } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import { aMe, aSite } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import { ApiKeysPage } from "./page";

const server = startServer();
const KEY = "ig8_abcdef0123_secretsecretsecret";
const stored = { id: "key-1", site_id: "site-1", site_name: "Home coffee", name: "WordPress", prefix: "abcdef0123", scopes: ["site:read"], created_at: "2026-01-01T00:00:00Z", last_used_at: null, expires_at: null, revoked_at: null };

function show(at = "/settings/api-keys", rows: unknown[] = []) {
  useSession.setState({ status: "signed-in" });
  const client = makeTestClient();
  client.setQueryData(meKeys.all, aMe());
  server.use(
    on.get("/accounts/api-keys/", () => many(rows)),
    on.get("/accounts/sites/", () => many([aSite()])),
    on.post("/auth/refresh/", () => one({ access: "token", expires_in: 900, refresh: null })),
  );
  return { ...renderWithProviders(<ApiKeysPage />, { at, client }), rows };
}

it("shows a new key once, until its owner says that it is stored", async () => {
  const { user, rows, client } = show("/settings/api-keys?new=1");
  server.use(
    on.post("/accounts/api-keys/", () => {
      rows.push(stored);
      return one({ ...stored, key: KEY }, { status: 201 });
    }),
  );
  const dialog = await screen.findByRole("dialog", { name: "New API key" });
  await user.type(within(dialog).getByRole("textbox", { name: "Name" }), "WordPress");
  await user.click(within(dialog).getByRole("button", { name: "Make key" }));
  const once = await screen.findByRole("dialog", { name: "The key of WordPress" });
  expect(within(once).getByText(KEY)).toBeInTheDocument();
  const close = within(once).getByRole("button", { name: "Close" });
  expect(close).toBeDisabled();
  await user.keyboard("{Escape}");
  expect(screen.getByText(KEY)).toBeInTheDocument();
  await user.click(within(once).getByRole("checkbox", { name: "I have stored the key" }));
  await user.click(close);
  expect(screen.queryByText(KEY)).not.toBeInTheDocument();
  expect(await screen.findByText("ig8_abcdef0123_…")).toBeInTheDocument();
  expect(JSON.stringify(client.getQueryCache().getAll().map((query) => query.state.data))).not.toContain("secretsecret");
  expect(client.getMutationCache().getAll().some((mutation) => JSON.stringify(mutation.state.data ?? "").includes("secretsecret"))).toBe(false);
});

it("keeps the form when a name is taken", async () => {
  const { user } = show("/settings/api-keys?new=1");
  server.use(on.post("/accounts/api-keys/", () => refusal(409, { error: "The site has a live key of this name.", code: "KEY_NAME_TAKEN", fields: { name: ["The site has a live key of this name."] } })));
  const dialog = await screen.findByRole("dialog", { name: "New API key" });
  await user.type(within(dialog).getByRole("textbox", { name: "Name" }), "WordPress");
  await user.click(within(dialog).getByRole("checkbox", { name: "Change content" }));
  await user.click(within(dialog).getByRole("button", { name: "Make key" }));
  expect(await within(dialog).findByText("The site has a live key of this name.")).toBeInTheDocument();
  expect(within(dialog).getByRole("textbox", { name: "Name" })).toHaveValue("WordPress");
  expect(within(dialog).getByRole("checkbox", { name: "Change content" })).not.toBeChecked();
});

it("revokes only after its name was typed", async () => {
  const ended: string[] = [];
  server.use(
    on.delete("/accounts/api-keys/:id/", ({ params }) => {
      ended.push(String(params.id));
      return new Response(null, { status: 204 });
    }),
  );
  const { user } = show("/settings/api-keys", [stored]);
  await user.click(await screen.findByRole("button", { name: "Revoke WordPress" }));
  const question = await screen.findByRole("alertdialog");
  expect(within(question).getByRole("button", { name: "Revoke key" })).toBeDisabled();
  await user.type(within(question).getByRole("textbox"), "WordPress");
  await user.click(within(question).getByRole("button", { name: "Revoke key" }));
  expect(await screen.findByText("WordPress is revoked.")).toBeInTheDocument();
  expect(ended).toEqual(["key-1"]);
});
