import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { meKeys } from "@/shared/entities/me";
import { useSession } from "@/shared/api/session";
import { aMe, aSite } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import { UsersPage } from "./page";

const server = startServer();

const person = (id: string, name: string, role: string) => ({ id, name, email: `${id}@example.org`, role, is_active: true, email_verified_at: null, last_login: null, created_at: "2026-01-01T00:00:00Z" });

function show(at = "/settings/users") {
  useSession.setState({ status: "signed-in" });
  const client = makeTestClient();
  client.setQueryData(meKeys.all, aMe({ role: "admin" }));
  server.use(
    on.get("/accounts/users/", () => many([person("user-1", "Ada Lovelace", "admin"), person("user-2", "Jonas Weber", "editor"), person("user-3", "Mara Lindqvist", "owner")])),
    on.get("/accounts/account/", () => one({ id: "account-1", name: "Engines", owner: { id: "user-3", name: "Mara Lindqvist", email: "user-3@example.org" } })),
    on.get("/accounts/invitations/", () => many([])),
    on.get("/accounts/sites/", () => many([aSite()])),
    on.post("/auth/refresh/", () => one({ access: "token", expires_in: 900, refresh: null })),
  );
  return renderWithProviders(<UsersPage />, { at, client });
}

it("shows a new role at once, and takes it back with the server's sentence when it is refused", async () => {
  let answer = (): void => undefined;
  server.use(
    on.patch("/accounts/users/user-2/", async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return refusal(403, { error: "This role is above your own.", code: "ROLE_TOO_HIGH" });
    }),
  );
  const { user } = show();
  const role = await screen.findByRole("combobox", { name: "Role of Jonas Weber" });
  await user.click(role);
  await user.click(await screen.findByRole("option", { name: /^Viewer/ }));
  await waitFor(() => expect(role).toHaveTextContent("Viewer"));
  answer();
  expect(await screen.findByText("Jonas Weber is still editor.")).toBeInTheDocument();
  expect(screen.getByText("This role is above your own.")).toBeInTheDocument();
  expect(role).toHaveTextContent("Editor");
});

it("offers neither one's own role nor that of the owner", async () => {
  show();
  const table = await screen.findByRole("table");
  expect(within(table).getAllByRole("combobox")).toHaveLength(1);
  expect(within(table).queryByRole("button", { name: "Deactivate Mara Lindqvist" })).not.toBeInTheDocument();
  expect(within(table).getByRole("button", { name: "Deactivate Jonas Weber" })).toBeInTheDocument();
});

it("puts what is wrong with an invitation at its fields and keeps them", async () => {
  const sent: unknown[] = [];
  server.use(
    on.post("/accounts/invitations/", async ({ request }) => {
      sent.push(await request.json());
      return refusal(409, { error: "This person belongs to the account already.", code: "ALREADY_MEMBER", fields: { email: ["This person belongs to the account already."] } });
    }),
  );
  const { user } = show("/settings/users?invite=1");
  const dialog = await screen.findByRole("dialog", { name: "Invite somebody" });
  await user.click(within(dialog).getByRole("button", { name: "Send invitation" }));
  expect(await within(dialog).findByText("Enter an e-mail address.")).toBeInTheDocument();
  expect(sent).toHaveLength(0);

  const address = within(dialog).getByRole("textbox", { name: "E-mail" });
  await user.type(address, "user-2@example.org");
  await user.click(within(dialog).getByRole("radio", { name: /Viewer/ }));
  await user.click(within(dialog).getByRole("button", { name: "Send invitation" }));
  expect(await within(dialog).findByText("This person belongs to the account already.")).toBeInTheDocument();
  expect(address).toBeInvalid();
  expect(address).toHaveValue("user-2@example.org");
  expect(within(dialog).getByRole("radio", { name: /Viewer/ })).toBeChecked();
  expect(sent).toEqual([{ email: "user-2@example.org", role: "viewer", site_ids: [] }]);
  // Above one's own role nobody can be invited.
  expect(within(dialog).queryByRole("radio", { name: /Owner/ })).not.toBeInTheDocument();
});
