import { screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { makeTestClient, renderWithProviders } from "@/../tests/support/render";
import { on, one, refusal, startServer } from "@/../tests/support/server";
import { accept } from "@/shared/api/session";

import type { Content } from "../../api/content";
import { Desk } from "../model/desk";
import { type Details, NO_DETAILS } from "../model/details";
import { draftStore } from "../model/drafts";
import { DeskContext } from "../use-desk";

import { TypeDetails } from "./type-details";

const server = startServer();

function aContent(changes: Partial<Content> = {}): Content {
  return { id: "c1", site_id: "site-1", title: "Kettle", html: "<p>Text.</p>", meta_title: "", meta_description: "", content_type: "product", details: NO_DETAILS, structure: [], current_version: 3, word_count: 1, status: "draft", ...changes } as Content;
}

function show(changes: Partial<Content> = {}, canEdit = true) {
  const sent: Record<string, unknown>[] = [];
  server.use(
    on.patch("/writer/content/c1/", async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown>;
      sent.push(body);
      return one(aContent({ ...changes, ...(body as Partial<Content>), current_version: Number(body.expected_version) + 1 }));
    }),
  );
  const client = makeTestClient();
  const desk = new Desk(aContent(changes), client, true);
  const view = renderWithProviders(
    <DeskContext value={desk}>
      <TypeDetails canEdit={canEdit} />
    </DeskContext>,
    { client },
  );
  return { ...view, desk, sent };
}

beforeEach(() => {
  localStorage.clear();
  accept("token", 3600);
});

describe("the details of a content's type", () => {
  it("are saved with the text as a version, without what is only half typed", async () => {
    const { user, desk, sent } = show();
    await user.type(screen.getByLabelText("Short description"), "A kettle.");
    expect(screen.getByText("9 of 500")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Add a highlight" }));
    await user.keyboard("Pours slowly{Enter}{Enter}");
    await user.click(screen.getByRole("button", { name: "Add a property" }));
    await user.type(screen.getByLabelText("Name of property 1"), "Width");
    await user.type(screen.getByLabelText("Values of Width"), "9,5 cm, 12 cm,");
    await user.click(screen.getByRole("button", { name: "Add a property" }));
    await user.type(screen.getByLabelText("Name of property 2"), "Colour");
    await desk.autosave.flush();
    const details: Details = { ...NO_DETAILS, short_description: "A kettle.", highlights: ["Pours slowly"], attributes: [{ name: "Width", options: ["9,5 cm", "12 cm"] }] };
    expect(sent.at(-1)).toMatchObject({ details });
    expect(screen.getByLabelText("Name of property 2")).toHaveValue("Colour");
  });

  it("shows what the server refuses at the detail, and keeps what was typed", async () => {
    const { user, desk } = show();
    server.use(on.patch("/writer/content/c1/", () => refusal(400, { code: "INVALID_INPUT", fields: { "details.highlights.0": ["Plain text only, without markup."] } })));
    await user.click(screen.getByRole("button", { name: "Add a highlight" }));
    await user.keyboard("<b>Bold");
    await desk.autosave.flush();
    await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("Entry 1: Plain text only, without markup."));
    expect(screen.getByDisplayValue("<b>Bold")).toBeInTheDocument();
    expect(draftStore("c1").read()?.fields.details?.highlights).toEqual(["<b>Bold"]);
  });

  it("makes entries of pasted lines, and has its own for each type", async () => {
    const { user, desk } = show({ content_type: "service" });
    expect(screen.queryByText("Highlights")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Add a step" }));
    await user.paste("1. You write to us\n2. We come by\n");
    expect(desk.state.details.steps).toEqual(["You write to us", "We come by"]);
    await user.click(screen.getByRole("button", { name: "Remove entry 1 of steps" }));
    expect(desk.read().details?.steps).toEqual(["We come by"]);
  });

  it("can only be read by who may not edit", () => {
    show({ details: { ...NO_DETAILS, highlights: ["Pours slowly"] } }, false);
    expect(screen.getByDisplayValue("Pours slowly")).toHaveAttribute("readonly");
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("leaves the server's details alone when a draft from before there were any comes back", async () => {
    draftStore("c1").write({ version: 3, at: 1, fields: { title: "Kettle", html: "<p>Typed.</p>", meta_title: "", meta_description: "" } });
    const { desk, sent } = show({ details: { ...NO_DETAILS, highlights: ["Pours slowly"] } });
    desk.begin();
    await desk.autosave.flush();
    expect(sent).toEqual([{ html: "<p>Typed.</p>", expected_version: 3 }]);
    expect(desk.state.details.highlights).toEqual(["Pours slowly"]);
  });
});
