import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { useSession } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import { aMe } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import { YourAccountPage } from "./page";

const server = startServer();
const session = (id: string, is_current: boolean) => ({ id, is_current, created_at: "2026-01-01T00:00:00Z", rotated_at: null, expires_at: "2026-02-01T00:00:00Z", user_agent: is_current ? "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" : "curl/8.1", address: "192.0.2.1" });

function show() {
  useSession.setState({ status: "signed-in" });
  const client = makeTestClient();
  client.setQueryData(meKeys.all, aMe({ role: "viewer" }));
  server.use(
    on.get("/auth/sessions/", () => many([session("session-2", false), session("session-1", true)])),
    on.post("/auth/refresh/", () => one({ access: "token", expires_in: 900, refresh: null })),
  );
  return renderWithProviders(<YourAccountPage />, { client });
}

it("puts the server's rules for passwords at the field they are about and empties both only when it has changed", async () => {
  const { user } = show();
  server.use(on.post("/auth/password/", () => refusal(400, { error: "new_password: too common", fields: { new_password: ["This password is too short.", "This password is too common."] } })));
  await user.type(screen.getByLabelText("Password now"), "old password");
  await user.type(screen.getByLabelText("New password"), "password");
  await user.click(screen.getByRole("button", { name: "Change password" }));
  expect(await screen.findByText("This password is too short. This password is too common.")).toBeInTheDocument();
  expect(screen.getByLabelText("New password")).toHaveValue("password");
  server.use(on.post("/auth/password/", () => one({ done: true })));
  await user.click(screen.getByRole("button", { name: "Change password" }));
  expect(await screen.findByText("Your password is changed.")).toBeInTheDocument();
  await waitFor(() => expect(screen.getByLabelText("New password")).toHaveValue(""));
});

it("signs out another device, and offers no such button for this one", async () => {
  const { user } = show();
  const ended: string[] = [];
  server.use(
    on.delete("/auth/sessions/:id/", ({ params }) => {
      ended.push(String(params.id));
      return new Response(null, { status: 204 });
    }),
  );
  const here = (await screen.findByText(/Firefox on Linux/)).closest("li");
  expect(here).not.toBeNull();
  expect(within(here as HTMLElement).getByText("This one")).toBeInTheDocument();
  expect(within(here as HTMLElement).queryByRole("button")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Sign out curl" }));
  expect(await screen.findByText("curl is signed out.")).toBeInTheDocument();
  expect(ended).toEqual(["session-2"]);
});
