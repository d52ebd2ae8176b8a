import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";

import { accept } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import { SiteProvider } from "@/shared/entities/site";
import type { Role } from "@/shared/lib/roles";
import { aMe, aSite } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import type { ConflictTexts } from "../api/integrations";
import { ConflictPage } from "./page";

const server = startServer();
beforeEach(() => {
  localStorage.clear();
  accept("token", 3600);
  // As newer browsers do, whatever the types say.
  vi.spyOn(globalThis, "scrollTo").mockReturnValue(Promise.resolve() as never);
});

const side = (first: string, second: string, third: string) => ({
  title: "Pour over coffee",
  html: [`<p>${first}</p>`, "<p>Rinse the filter well before you begin.</p>", `<p>${second}</p>`, "<p>Put the cone on its carafe and set the scale to nothing.</p>", `<p>${third}</p>`].join("\n"),
  meta_title: "",
  meta_description: "",
});

const texts = (changes: Partial<ConflictTexts> = {}): ConflictTexts => ({
  id: "conflict-1",
  site_id: "site-1",
  integration_id: "integration-1",
  item_id: "item-1",
  content_id: "content-1",
  title: "Pour over coffee",
  status: "open",
  resolution: "",
  resolved_by_id: null,
  resolved_at: null,
  created_at: "2026-03-04T12:00:00Z",
  ours_version: 3,
  theirs_hash: "hash-1",
  base: side("Weigh sixty grams.", "Wait forty seconds.", "Drink it at once."),
  ours: side("Weigh fifty-five grams.", "Wait forty-five seconds.", "Drink it within the hour."),
  theirs: side("Weigh sixty-five grams.", "Wait thirty seconds.", "Drink it slowly."),
  ...changes,
});

function show({ conflict = () => texts(), role = "editor" }: { conflict?: () => ConflictTexts; role?: Role } = {}) {
  const client = makeTestClient();
  client.setQueryData(meKeys.all, aMe({ role }));
  server.use(
    on.get("/accounts/sites/", () => many([aSite()])),
    on.get("/accounts/users/", () => many([])),
    on.get("/integration/conflicts/:id/", () => one(conflict())),
    on.get("/integration/items/:id/", () => one({ id: "item-1", url: "https://harbour.example/pour-over", remote_modified_at: "2026-03-04T11:00:00Z" })),
    on.get("/writer/content/:id/versions/", () => one([])),
  );
  return renderWithProviders(
    <SiteProvider site={aSite()}>
      <ConflictPage />
    </SiteProvider>,
    { client, at: "/sites/home-coffee/settings/integrations/integration-1/conflicts/conflict-1", path: "/sites/:site/settings/integrations/:integration/conflicts/:conflict" },
  );
}

const card = async (place: string) => within(await screen.findByRole("group", { name: `Paragraph ${place}` }));

it("takes a side, both, and words of one's own, and saves what the result shows", async () => {
  const asked: unknown[] = [];
  let conflict = texts();
  server.use(
    on.post("/integration/conflicts/:id/resolve/", async ({ request }) => {
      asked.push(await request.json());
      conflict = texts({ status: "resolved", resolution: "merged", resolved_by_id: "user-1", resolved_at: "2026-03-04T13:00:00Z" });
      return one(conflict);
    }),
  );
  const { user } = show({ conflict: () => conflict });
  await user.click((await card("1 of 3")).getByRole("button", { name: /Take the website's/ }));
  expect(screen.getByText("1 of 3 decided")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Save the merge" })).not.toBeInTheDocument();
  await user.click((await card("2 of 3")).getByRole("button", { name: /Take both/ }));
  await user.click((await card("3 of 3")).getByRole("button", { name: /Edit by hand/ }));
  const field = screen.getByRole("textbox", { name: "Paragraph written by hand" });
  expect(field).toHaveTextContent("Drink it within the hour.");
  await user.type(field, " Slowly.");
  await user.click(screen.getByRole("button", { name: "Save the merge" }));
  expect(await screen.findByText("Both texts were merged")).toBeInTheDocument();
  expect(asked).toHaveLength(1);
  const [{ html, ...rest }] = asked as [{ html: string }];
  expect(rest).toEqual({ resolution: "merged", expected_version: 3, expected_theirs: "hash-1" });
  expect(html.split(/\n+/)).toEqual([
    "<p>Weigh sixty-five grams.</p>",
    "<p>Rinse the filter well before you begin.</p>",
    "<p>Wait forty-five seconds.</p>",
    "<p>Wait thirty seconds.</p>",
    "<p>Put the cone on its carafe and set the scale to nothing.</p>",
    "<p>Drink it within the hour. Slowly.</p>",
  ]);
  expect(localStorage.getItem("igny8.conflict.conflict-1")).toBeNull();
});

it("keeps what is decided where the website went on meanwhile, and asks again only about what is new", async () => {
  const asked: { expected_theirs?: string }[] = [];
  let isNewer = false;
  const newer = texts({ theirs_hash: "hash-2", theirs: side("Weigh sixty-five grams.", "Wait twenty seconds.", "Drink it slowly.") });
  server.use(
    on.post("/integration/conflicts/:id/resolve/", async ({ request }) => {
      asked.push((await request.json()) as { expected_theirs?: string });
      isNewer = true;
      return refusal(409, { code: "THEIRS_CHANGED", error: "The website's text was changed again." });
    }),
  );
  const { user } = show({ conflict: () => (isNewer ? newer : texts()) });
  for (const place of ["1 of 3", "2 of 3", "3 of 3"]) await user.click((await card(place)).getByRole("button", { name: /Take the website's/ }));
  await user.click(screen.getByRole("button", { name: "Save the merge" }));
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("The website's text was changed again. Your 3 decisions are kept in this browser.");
  await user.click(within(alert).getByRole("button", { name: "Load the newest texts" }));
  expect(await screen.findByText("2 of 3 decided")).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole("alert")).not.toBeInTheDocument());
  expect((await card("2 of 3")).getByText("To decide")).toBeInTheDocument();
  await user.click((await card("2 of 3")).getByRole("button", { name: /Take ours/ }));
  await user.click(screen.getByRole("button", { name: "Save the merge" }));
  await waitFor(() => expect(asked.map((one) => one.expected_theirs)).toEqual(["hash-1", "hash-2"]));
});

it("decides by keyboard, and takes a decision back", async () => {
  const { user } = show();
  await card("1 of 3");
  await user.keyboard("j2");
  expect((await card("1 of 3")).getByRole("button", { name: /Taken the website's/ })).toHaveAttribute("aria-pressed", "true");
  await user.keyboard("j1");
  expect(screen.getByText("2 of 3 decided")).toBeInTheDocument();
  await user.keyboard("k0");
  expect(screen.getByText("1 of 3 decided")).toBeInTheDocument();
  expect((await card("1 of 3")).getByText("To decide")).toBeInTheDocument();
});

it("lets a viewer read both texts and decide nothing", async () => {
  show({ role: "viewer" });
  const first = await card("1 of 3");
  expect(first.queryByRole("button")).not.toBeInTheDocument();
  expect(screen.getByText("Editors, admins and owners decide what stays. You can read both texts here.")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Keep ours|Take|Save|Decide/ })).not.toBeInTheDocument();
});

it("says what becomes of a decision, and lets go of its page without a fault", async () => {
  const faults = vi.spyOn(console, "error").mockReturnValue();
  const thrown: unknown[] = [];
  const note = (event: ErrorEvent) => {
    thrown.push(event.error);
    event.preventDefault();
  };
  globalThis.addEventListener("error", note);
  const { unmount } = show({ conflict: () => texts({ status: "resolved", resolution: "keep_ours", resolved_by_id: "user-1", resolved_at: "2026-03-04T13:00:00Z" }) });
  expect(await screen.findByText(/otherwise when it is approved and published/)).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Open it in the editor" })).toBeInTheDocument();
  unmount();
  globalThis.removeEventListener("error", note);
  expect(thrown).toEqual([]);
  expect(faults).not.toHaveBeenCalled();
});
