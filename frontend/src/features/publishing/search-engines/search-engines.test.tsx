import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { useSession } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import { SiteProvider } from "@/shared/entities/site";
import { aMe, aSite } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import type { KeyHost, SearchEngines, Submission } from "../api/indexnow";
import { SearchEnginesPage } from "./page";
import { storyOf } from "./words";

const server = startServer();
const KEY = "0123456789abcdef0123456789abcdef";

const aHost = (changes: Partial<KeyHost> = {}): KeyHost => ({
  host: "tea.example.com",
  destination: "wordpress:1",
  destination_name: "Tea blog",
  how: "file",
  key_url: `https://tea.example.com/${KEY}.txt`,
  key_state: "unchecked",
  key_error: "",
  key_checked_at: null,
  sent_at: null,
  problem: "",
  ...changes,
});

const aState = (changes: Partial<SearchEngines> = {}): SearchEngines => ({
  site_id: "site-1",
  is_available: true,
  is_enabled: true,
  key: KEY,
  file_name: `${KEY}.txt`,
  key_state: "unchecked",
  hosts: [aHost()],
  waiting: 0,
  ...changes,
});

const aLine = (changes: Partial<Submission> = {}): Submission => ({
  id: "line-1",
  site_id: "site-1",
  content_id: "content-1",
  destination: "wordpress:1",
  destination_name: "Tea blog",
  url: "https://tea.example.com/green-tea/",
  reason: "published",
  state: "sent",
  attempts: 1,
  status_code: 200,
  error_code: "",
  error: "",
  finished_at: "2026-03-04T12:00:00Z",
  created_at: "2026-03-04T12:00:00Z",
  updated_at: "2026-03-04T12:00:00Z",
  ...changes,
});

/** A server that remembers what it was told. */
function show({ role = "owner" as const, state = aState(), lines = [aLine()] }: { role?: "owner" | "viewer"; state?: SearchEngines; lines?: Submission[] } = {}) {
  useSession.setState({ status: "signed-in" });
  const client = makeTestClient();
  const asked: string[] = [];
  client.setQueryData(meKeys.all, aMe({ role }));
  server.use(
    on.get("/publisher/indexnow/sites/:id/", () => one(state)),
    on.patch("/publisher/indexnow/sites/:id/", async ({ request }) => {
      state = { ...state, ...((await request.json()) as Partial<SearchEngines>) };
      return one(state);
    }),
    on.get("/publisher/indexnow/submissions/", ({ request }) => {
      const states = new URL(request.url).searchParams.get("state");
      asked.push(states ?? "");
      return many(lines.filter((row) => states === null || states.split(",").includes(row.state)));
    }),
    on.post("/auth/refresh/", () => one({ access: "token", expires_in: 900, refresh: null })),
  );
  const shown = renderWithProviders(
    <SiteProvider site={aSite()}>
      <SearchEnginesPage />
    </SiteProvider>,
    { client },
  );
  return { ...shown, asked };
}

it("says which file to upload, and what is wrong when it is not there", async () => {
  const { user } = show();
  expect(await screen.findByText(/Upload a text file that holds only the key/)).toBeInTheDocument();
  expect(screen.getByText(`${KEY}.txt`)).toBeInTheDocument();
  const cure = `There is no file at https://tea.example.com/${KEY}.txt. Upload a text file.`;
  server.use(on.post("/publisher/indexnow/sites/:id/verify/", () => one(aState({ key_state: "missing", hosts: [aHost({ key_state: "missing", key_error: cure })] }))), on.get("/publisher/indexnow/sites/:id/", () => one(aState({ key_state: "missing", hosts: [aHost({ key_state: "missing", key_error: cure })] }))));
  await user.click(screen.getByRole("button", { name: "Check the key" }));
  expect(await screen.findByText(cure)).toBeInTheDocument();
  expect(screen.getByText("Key not found")).toBeInTheDocument();
});

it("switches at once, and back when the server refuses", async () => {
  const { user } = show();
  const toggle = await screen.findByRole("switch", { name: "Tell search engines of changed pages" });
  await user.click(toggle);
  await waitFor(() => expect(toggle).not.toBeChecked());
  expect(await screen.findByText("Search engines are not told any more")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Submit all live pages" })).toBeNull();
  server.use(on.patch("/publisher/indexnow/sites/:id/", () => refusal(403, { error: "You may not do this." })));
  await user.click(toggle);
  expect(await screen.findByText("You may not do this.")).toBeInTheDocument();
  expect(toggle).not.toBeChecked();
});

it("sends a page again that failed, and says why another cannot be sent", async () => {
  const lines = [aLine({ id: "a", state: "failed", error: "Given up after 10 attempts.", url: "https://tea.example.com/a/" }), aLine({ id: "b" })];
  const { user, asked } = show({ lines });
  expect(await screen.findByText("Given up after 10 attempts.")).toBeInTheDocument();
  expect(screen.getAllByRole("button", { name: /^Try again/ })).toHaveLength(1);
  server.use(on.post("/publisher/indexnow/submissions/a/retry/", () => one(aLine({ id: "c", state: "skipped", error: "127.0.0.1 is private." }), { status: 202 })));
  await user.click(screen.getByRole("button", { name: "Try again: https://tea.example.com/a/" }));
  expect(await screen.findByText("127.0.0.1 is private.")).toBeInTheDocument();
  await user.click(within(screen.getByRole("radiogroup", { name: "Which pages" })).getByRole("radio", { name: "Not sent" }));
  await waitFor(() => expect(asked).toContain("failed,skipped"));
  await waitFor(() => expect(screen.queryByText("New or changed")).toBeNull());
});

it("counts what was queued and what cannot be opened from outside", async () => {
  const { user } = show();
  server.use(on.post("/publisher/indexnow/sites/:id/submit-all/", () => one({ waiting: 2, skipped: 1 }, { status: 202 })));
  await user.click(await screen.findByRole("button", { name: "Submit all live pages" }));
  expect(await screen.findByText("2 pages in the queue")).toBeInTheDocument();
  expect(screen.getByText("1 page cannot be opened from outside; the list says why.")).toBeInTheDocument();
});

it("shows a viewer what there is, without buttons", async () => {
  show({ role: "viewer", lines: [aLine({ state: "failed", error: "Refused." })] });
  expect(await screen.findByText("Refused.")).toBeInTheDocument();
  expect(await screen.findByRole("switch", { name: "Tell search engines of changed pages" })).toBeDisabled();
  for (const name of ["Submit all live pages", "Check the key", "Make a new key", /^Try again/]) expect(screen.queryByRole("button", { name })).toBeNull();
});

it("tells accepted from read", () => {
  expect(storyOf(aLine({ status_code: 202 }))).toBe("New or changed; accepted, the key is still being read");
  expect(storyOf(aLine({ reason: "unpublished" }))).toBe("Taken down");
});
