import { screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { aMe, aSite } from "@/../tests/support/factories";
import { makeTestClient, renderWithProviders } from "@/../tests/support/render";
import { many, on, one, refusal, startServer } from "@/../tests/support/server";
import { accept } from "@/shared/api/session";
import { SiteProvider } from "@/shared/entities/site";
import type { Role } from "@/shared/lib/roles";

import type { Content } from "../../api/content";
import { Desk } from "../model/desk";
import { DeskContext } from "../use-desk";

import { NextStepButton } from "./next-step";

const server = startServer();

const CONTENT = {
  id: "c1",
  site_id: "site-1",
  title: "Coffee",
  slug: "coffee",
  url: "",
  html: "<p>Text.</p>",
  meta_title: "",
  meta_description: "",
  structure: [],
  status: "draft",
  word_count: 1,
  current_version: 3,
  approved_version: null,
  published_version: null,
} as unknown as Content;

function show(role: Role, changes: Partial<Content> = {}) {
  server.use(
    on.get("/auth/me/", () => one(aMe({ role }))),
    on.get("/publisher/records/", () => many([])),
  );
  const client = makeTestClient();
  const desk = new Desk({ ...CONTENT, ...changes }, client, true);
  const view = renderWithProviders(
    <SiteProvider site={aSite({ publish_policy: "review" })}>
      <DeskContext value={desk}>
        <NextStepButton isWriting={false} />
      </DeskContext>
    </SiteProvider>,
    { client },
  );
  return { ...view, desk };
}

beforeEach(() => {
  localStorage.clear();
  accept("token", 3600);
});

describe("the next step of a text", () => {
  it("saves what is typed before it is handed in, and hands in that version", async () => {
    const asked: unknown[] = [];
    server.use(
      on.patch("/writer/content/c1/", () => one({ ...CONTENT, title: "Better", current_version: 4 })),
      on.post("/writer/content/c1/submit-review/", async ({ request }) => {
        asked.push(await request.json());
        return one({ ...CONTENT, title: "Better", current_version: 4, status: "in_review" });
      }),
    );
    const { user, desk } = show("editor");
    const button = await screen.findByRole("button", { name: "Submit for review" });
    desk.setMeta("title", "Better");
    await user.click(button);
    await screen.findByText("In review: an admin or the owner approves it.");
    expect(asked).toEqual([{ expected_version: 4 }]);
  });

  it("does not go on when the text cannot be saved", async () => {
    server.use(on.patch("/writer/content/c1/", () => refusal(409, { code: "CONTENT_CHANGED", error: "Changed." })));
    const { user, desk } = show("editor");
    const button = await screen.findByRole("button", { name: "Submit for review" });
    desk.setMeta("title", "Better");
    await user.click(button);
    await waitFor(() => expect(desk.autosave.getState().phase).toBe("conflict"));
    expect(desk.state.content.status).toBe("draft");
  });

  it("lets an admin ask for changes with a remark, and shows a refusal without losing it", async () => {
    let answer = (): Response => refusal(409, { error: "Changes cannot be requested on content that is archived." });
    server.use(on.post("/writer/content/c1/request-changes/", () => answer()));
    const { user } = show("admin", { status: "in_review" });
    await screen.findByRole("button", { name: "Approve version 3" });
    await user.click(screen.getByRole("button", { name: "Other steps" }));
    await user.click(await screen.findByRole("menuitem", { name: "Request changes" }));
    await user.type(await screen.findByRole("textbox", { name: "Remark" }), "Say more about water");
    await user.click(screen.getByRole("button", { name: "Request changes" }));
    expect(await screen.findByText("Changes cannot be requested on content that is archived.")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Remark" })).toHaveValue("Say more about water");
    answer = () => one({ ...CONTENT, status: "changes_requested" });
    await user.click(screen.getByRole("button", { name: "Request changes" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("offers nothing to a viewer and says who can", async () => {
    show("viewer");
    expect(await screen.findByText("You can read this. An editor can change it and take it further.")).toBeVisible();
    expect(screen.queryByRole("button", { name: /review|approve|publish|steps|archive/i })).toBeNull();
  });

  it("leads a viewer to the live page, without a menu that would be empty", async () => {
    show("viewer", { status: "published", published_version: 3, url: "https://harbour.example/coffee" });
    await screen.findByText("You can read this. An editor can change it and take it further.");
    expect(screen.getByRole("link", { name: "Open the live page" })).toHaveAttribute("href", "https://harbour.example/coffee");
    expect(screen.queryAllByRole("button", { name: "Other steps" })).toEqual([]);
  });
});
