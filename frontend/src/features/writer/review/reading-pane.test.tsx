import { screen, waitFor } from "@testing-library/react";
import { useRef } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import { useSession } from "@/shared/api/session";
import { SiteProvider } from "@/shared/entities/site";
import { aMe, aSite } from "../../../../tests/support/factories";
import { renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import type { Content } from "../api/content";
import { ReadingPane } from "./reading-pane";

vi.mock("@/shared/api/session", async (load) => ({ ...(await load<typeof import("@/shared/api/session")>()), access: () => Promise.resolve("token") }));

const server = startServer();
const content = (changes: Partial<Content> = {}): Content =>
  ({ id: "c1", site_id: "site-1", title: "Cold brew", html: "<p>Steep it overnight.</p>", status: "in_review", current_version: 3, approved_version: null, published_version: null, word_count: 3, updated_at: "2026-11-20T09:00:00Z", open_comments: 0, ...changes }) as Content;
const done = vi.fn();

function Pane() {
  const commentBox = useRef<HTMLTextAreaElement>(null);
  return (
    <SiteProvider site={aSite()}>
      <ReadingPane id="c1" onDone={done} onBack={() => undefined} commentBox={commentBox} />
    </SiteProvider>
  );
}

beforeEach(() => {
  done.mockReset();
  useSession.getState().set("signed-in");
  server.use(
    on.get("/auth/me/", () => one(aMe())),
    on.get("/accounts/sites/", () => many([aSite()])),
    on.get("/writer/content/c1/", () => one(content())),
    on.get("/writer/content/c1/comments/", () => one([])),
    on.get("/writer/content/c1/duplicates/", () => one([])),
  );
});

test("the key a approves the version that was read, and the queue goes on", async () => {
  let body: unknown;
  server.use(
    on.post("/writer/content/c1/approve/", async ({ request }) => {
      body = await request.json();
      return one(content({ status: "approved", approved_version: 3, approved_by_id: "user-1" }));
    }),
  );
  const { user } = renderWithProviders(<Pane />);
  await screen.findByRole("button", { name: "Approve version 3" });
  await user.keyboard("a");
  await waitFor(() => expect(done).toHaveBeenCalledWith("c1"));
  expect(body).toEqual({ expected_version: 3 });
  expect(await screen.findByText("Version 3 approved")).toBeInTheDocument();
});

test("when somebody else had approved it, that is said, not one's own approval", async () => {
  server.use(on.post("/writer/content/c1/approve/", () => one(content({ status: "approved", approved_version: 3, approved_by_id: "user-2", approved_by_name: "Grace" }))));
  const { user } = renderWithProviders(<Pane />);
  await user.click(await screen.findByRole("button", { name: "Approve version 3" }));
  expect(await screen.findByText("Grace had approved it already")).toBeInTheDocument();
  expect(done).toHaveBeenCalledOnce();
});

test("a text that changed meanwhile is not approved: its newest version is read first", async () => {
  server.use(on.post("/writer/content/c1/approve/", () => refusal(409, { code: "CONTENT_CHANGED", error: "It was changed since." })));
  const { user } = renderWithProviders(<Pane />);
  await user.click(await screen.findByRole("button", { name: "Approve version 3" }));
  expect(await screen.findByText("It was changed while you read it")).toBeInTheDocument();
  expect(done).not.toHaveBeenCalled();
  server.use(on.get("/writer/content/c1/", () => one(content({ current_version: 4, html: "<p>Steep it for a day.</p>" }))));
  await user.click(screen.getByRole("button", { name: "Read the newest version" }));
  expect(await screen.findByRole("button", { name: "Approve version 4" })).toBeInTheDocument();
  expect(screen.getByText("Steep it for a day.")).toBeInTheDocument();
});

test("changes are asked for with a comment, which is not lost when the server refuses", async () => {
  server.use(on.post("/writer/content/c1/request-changes/", () => refusal(409, { error: "Changes cannot be requested on content that is published." })));
  const { user } = renderWithProviders(<Pane />);
  await user.click(await screen.findByRole("button", { name: "Request changes" }));
  expect(await screen.findByText("Say what has to change.")).toBeInTheDocument();
  const box = screen.getByLabelText("Comment");
  expect(box).toHaveFocus();
  await user.type(box, "Name the source, all of it.");
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Changes cannot be requested on content that is published.")).toBeInTheDocument();
  expect(box).toHaveValue("Name the source, all of it.");
  expect(done).not.toHaveBeenCalled();
});

test("an editor of a site with review sees who approves instead of the button, a viewer sees no action", async () => {
  server.use(on.get("/auth/me/", () => one(aMe({ role: "editor" }))));
  const first = renderWithProviders(<Pane />);
  expect(await screen.findByText("On this site an administrator or the owner approves.")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Approve/ })).not.toBeInTheDocument();
  first.unmount();
  server.use(on.get("/auth/me/", () => one(aMe({ role: "viewer" }))));
  renderWithProviders(<Pane />);
  expect(await screen.findByText("Steep it overnight.")).toBeInTheDocument();
  expect(screen.queryByLabelText("Comment")).not.toBeInTheDocument();
});
