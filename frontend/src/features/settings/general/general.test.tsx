import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { useSession } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import type { Role } from "@/shared/lib/roles";
import { aMe } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import { GeneralPage } from "./page";

const server = startServer();
beforeEach(() => localStorage.clear());

const plan = { id: "plan-1", name: "Trial", slug: "trial", price: 0, billing_cycle: "monthly", monthly_credits: 0, support_level: "basic", features: {}, storage_quota_gb: 10, max_concurrent_ai_runs_per_site: 5 };
const account = { id: "account-1", name: "Engines", slug: "engines", status: "trial", timezone: "UTC", plan, owner: { id: "user-1", name: "Ada Lovelace", email: "ada@example.org" }, created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };

function show(role: Role = "owner") {
  useSession.setState({ status: "signed-in" });
  const client = makeTestClient();
  client.setQueryData(meKeys.all, aMe({ role }));
  server.use(
    on.get("/accounts/account/", () => one(account)),
    on.get("/accounts/settings/", () => one({ language: "en", notification_emails: [], notify_low_credits: true, notify_failed_runs: true })),
    on.get("/accounts/sites/", () => many([])),
    on.get("/auth/me/", () => one(aMe({ role }))),
    on.post("/auth/refresh/", () => one({ access: "token", expires_in: 900, refresh: null })),
  );
  return renderWithProviders(<GeneralPage />, { client });
}

it("keeps a name that could not be saved", async () => {
  const { user } = show();
  const name = await screen.findByRole("textbox", { name: "Name" });
  await user.clear(name);
  await user.type(name, "Analytical engines");
  server.use(on.patch("/accounts/account/", () => refusal(500, { error: "Something went wrong on our side." })));
  await user.click(screen.getByRole("button", { name: "Save settings" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Something went wrong on our side.");
  expect(name).toHaveValue("Analytical engines");
  expect(screen.getByRole("button", { name: "Save settings" })).toBeEnabled();
});

it("turns a notice back on when the server does not switch it off", async () => {
  const { user } = show();
  server.use(on.patch("/accounts/settings/", () => refusal(500)));
  const low = await screen.findByRole("switch", { name: "Credits run low" });
  await user.click(low);
  expect(await screen.findByText("“Credits run low” could not be changed.")).toBeInTheDocument();
  await waitFor(() => expect(low).toBeChecked());
});

it("keeps an address that is refused in the line, with the reason", async () => {
  const { user } = show();
  server.use(on.patch("/accounts/settings/", () => refusal(400, { fields: { "notification_emails.0": ["Enter a valid e-mail address."] } })));
  const line = await screen.findByRole("textbox", { name: /Add an address/ });
  await user.type(line, "not-an-address{Enter}");
  expect(await screen.findByText("Enter a valid e-mail address.")).toBeInTheDocument();
  expect(line).toHaveValue("not-an-address");
  expect(screen.queryByRole("list", { name: "Addresses that get notices" })).not.toBeInTheDocument();
});

it("is to read only for viewers, and offers them no page they may not open", async () => {
  show("viewer");
  expect(await screen.findByText("Owners and administrators change these.")).toBeInTheDocument();
  expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
  expect(screen.getAllByRole("link").map((link) => link.textContent)).toEqual(["General", "Your account", "Credits and prices"]);
});
