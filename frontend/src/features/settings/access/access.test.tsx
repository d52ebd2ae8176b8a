import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { useSession } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import { aMe, aSite } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import { AccessPage } from "./page";

const server = startServer();
const grant = (id: string, site: string) => ({ id, user_id: "user-2", user_name: "Jonas Weber", site_id: site, site_name: "", created_at: "2026-01-01T00:00:00Z" });

/** A server that remembers what it was told. */
function show() {
  useSession.setState({ status: "signed-in" });
  const client = makeTestClient();
  client.setQueryData(meKeys.all, aMe());
  const grants = [grant("grant-1", "site-1")];
  server.use(
    on.get("/accounts/users/", () =>
      many([
        { id: "user-1", name: "Ada Lovelace", email: "ada@example.org", role: "owner", is_active: true },
        { id: "user-2", name: "Jonas Weber", email: "jonas@example.org", role: "editor", is_active: true },
      ]),
    ),
    on.get("/accounts/sites/", () => many([aSite(), aSite({ id: "site-2", name: "Tea room", slug: "tea-room" })])),
    on.get("/accounts/site-access/", () => many(grants)),
    on.post("/accounts/site-access/", () => {
      grants.push(grant("grant-2", "site-2"));
      return one(grant("grant-2", "site-2"), { status: 201 });
    }),
    on.delete("/accounts/site-access/:id/", ({ params }) => {
      grants.splice(grants.findIndex((row) => row.id === params.id), 1);
      return new Response(null, { status: 204 });
    }),
    on.post("/auth/refresh/", () => one({ access: "token", expires_in: 900, refresh: null })),
  );
  return { ...renderWithProviders(<AccessPage />, { client }), grants };
}

it("shares a site at once and takes it back on undo", async () => {
  const { user, grants } = show();
  const tea = await screen.findByRole("switch", { name: "Jonas Weber sees Tea room" });
  expect(screen.getByRole("switch", { name: "Jonas Weber sees Home coffee" })).toBeChecked();
  expect(tea).not.toBeChecked();
  await user.click(tea);
  expect(tea).toBeChecked();
  expect(await screen.findByText("Jonas Weber sees Tea room now.")).toBeInTheDocument();
  expect(grants.map((row) => row.site_id)).toEqual(["site-1", "site-2"]);
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(tea).not.toBeChecked());
  await waitFor(() => expect(grants.map((row) => row.site_id)).toEqual(["site-1"]));
});

it("turns back what the server refuses, and says so", async () => {
  const { user } = show();
  let answer = (): void => undefined;
  server.use(
    on.delete("/accounts/site-access/:id/", async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return refusal(403, { error: "You may not do this." });
    }),
  );
  const coffee = await screen.findByRole("switch", { name: "Jonas Weber sees Home coffee" });
  await user.click(coffee);
  await waitFor(() => expect(coffee).not.toBeChecked());
  await waitFor(() => answer());
  expect(await screen.findByText("You may not do this.")).toBeInTheDocument();
  expect(coffee).toBeChecked();
});
