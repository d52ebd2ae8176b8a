import { QueryClient } from "@tanstack/react-query";
import { Editor } from "@tiptap/core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { on, one, refusal, startServer } from "@/../tests/support/server";
import { accept } from "@/shared/api/session";

import type { Content } from "../../api/content";
import { articleExtensions } from "../text/extensions";

import { Desk } from "./desk";
import { asideStore, draftStore } from "./drafts";

const server = startServer();

const HTML = "<p>Intro <b>bold</b>.</p>\n<h2>Beans</h2>\n<p>Fresh.</p>\n<h2>Water</h2>\n<p>Hot.</p>";

function aContent(changes: Partial<Content> = {}): Content {
  return {
    id: "c1",
    site_id: "site-1",
    title: "Coffee",
    html: HTML,
    meta_title: "",
    meta_description: "",
    current_version: 3,
    word_count: 6,
    status: "draft",
    structure: [
      { id: "s1", heading: "", html: "<p>Intro <b>bold</b>.</p>", is_locked: false },
      { id: "s2", heading: "Beans", html: "<p>Fresh.</p>", is_locked: true },
      { id: "s3", heading: "Water", html: "<p>Hot.</p>", is_locked: false },
    ],
    ...changes,
  } as Content;
}

/** A server that takes every save; what it was sent is in `sent`. */
function takes(sent: Record<string, unknown>[], change: (body: Record<string, unknown>) => Partial<Content> = () => ({})): void {
  server.use(
    on.patch("/writer/content/c1/", async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown>;
      sent.push(body);
      return one(aContent({ ...(body as Partial<Content>), current_version: Number(body.expected_version) + 1, ...change(body) }));
    }),
  );
}

function open(content = aContent()): { desk: Desk; editor: Editor } {
  const desk = new Desk(content, new QueryClient(), true);
  const editor = new Editor({ element: document.createElement("div"), extensions: articleExtensions(), onUpdate: ({ transaction }) => transaction.getMeta("fromServer") !== true && desk.edited() });
  desk.begin();
  desk.attach(editor);
  return { desk, editor };
}

beforeEach(() => {
  localStorage.clear();
  accept("token", 3600);
});

describe("the desk", () => {
  it("sends only what was changed, and never the text for a new title", async () => {
    const sent: Record<string, unknown>[] = [];
    takes(sent);
    const { desk } = open();
    expect(desk.read().html).toBe(HTML);
    desk.setMeta("title", "Better coffee");
    expect(await desk.autosave.flush()).toBe(true);
    expect(sent).toEqual([{ title: "Better coffee", expected_version: 3 }]);
    expect(desk.autosave.getState().version).toBe(4);
  });

  it("keeps the title there was while the field is empty", async () => {
    const sent: Record<string, unknown>[] = [];
    takes(sent);
    const { desk } = open();
    desk.setMeta("title", " ");
    desk.setMeta("meta_title", "For search");
    await desk.autosave.flush();
    expect(sent).toEqual([{ meta_title: "For search", expected_version: 3 }]);
  });

  it("keeps a section's id and lock when its heading is renamed", async () => {
    const sent: Record<string, unknown>[] = [];
    takes(sent);
    const { desk, editor } = open();
    const at = desk.state.outline.find((entry) => entry.text === "Beans")?.at ?? 0;
    editor.chain().insertContentAt(at + 1, "Good ").run();
    await desk.autosave.flush();
    expect(sent[0]?.html).toBeUndefined();
    expect(sent[0]?.structure).toMatchObject([{ id: "s1", heading: "" }, { id: "s2", heading: "Good Beans", is_locked: true }, { id: "s3", heading: "Water" }]);
  });

  it("shows a newer version at once when nothing is unsaved", () => {
    const { desk, editor } = open();
    desk.receive(aContent({ html: "<p>By somebody else.</p>", structure: [], current_version: 4 }));
    expect(editor.getText()).toBe("By somebody else.");
    expect(desk.autosave.getState()).toMatchObject({ phase: "saved", version: 4 });
  });

  it("meets a conflict without losing a word, and lays mine aside for theirs", async () => {
    server.use(on.patch("/writer/content/c1/", () => refusal(409, { code: "CONTENT_CHANGED" })));
    const { desk, editor } = open();
    editor.commands.insertContentAt(1, "Mine: ");
    expect(await desk.autosave.flush()).toBe(false);
    expect(desk.autosave.getState().phase).toBe("conflict");
    const mine = desk.read().html;
    expect(draftStore("c1").read()?.fields.html).toBe(mine);
    desk.takeTheirs(aContent({ html: "<p>Theirs.</p>", structure: [], current_version: 4 }));
    expect(editor.getText()).toBe("Theirs.");
    expect(asideStore("c1").read()?.fields.html).toBe(mine);

    const sent: Record<string, unknown>[] = [];
    takes(sent);
    const aside = asideStore("c1").read();
    if (aside) desk.put(aside.fields);
    await desk.autosave.flush();
    expect(sent).toEqual([{ html: mine, expected_version: 4 }]);
  });

  it("puts a draft of this device back and saves it", async () => {
    draftStore("c1").write({ version: 3, at: 1, fields: { title: "Coffee", html: "<p>Typed and lost.</p>", meta_title: "", meta_description: "" } });
    const sent: Record<string, unknown>[] = [];
    takes(sent);
    const { desk, editor } = open();
    expect(editor.getText()).toBe("Typed and lost.");
    expect(desk.state.restored?.at).toBe(1);
    await desk.autosave.flush();
    expect(sent).toEqual([{ html: "<p>Typed and lost.</p>", expected_version: 3 }]);
    expect(draftStore("c1").read()).toBeNull();
    expect(desk.state.restored).toBeNull();
  });

  it("sends nothing for a page that was given up before it was there", async () => {
    draftStore("c1").write({ version: 3, at: 1, fields: { title: "Coffee", html: "<p>Typed.</p>", meta_title: "", meta_description: "" } });
    const sent: Record<string, unknown>[] = [];
    takes(sent);
    const given = new Desk(aContent(), new QueryClient(), true);
    const { desk } = open();
    await desk.autosave.flush();
    expect(given.autosave.hasUnsaved).toBe(false);
    expect(sent).toHaveLength(1);
  });

  it("asks first when a draft was made on an older version", () => {
    draftStore("c1").write({ version: 2, at: 1, fields: { title: "Coffee", html: "<p>Old base.</p>", meta_title: "", meta_description: "" } });
    const { desk, editor } = open();
    expect(desk.autosave.getState().phase).toBe("conflict");
    expect(editor.getText()).toBe("Old base.");
  });

  it("says what the server took away from HTML", async () => {
    takes([], () => ({ html: "<p>Text</p>" }));
    const { desk } = open();
    desk.setMode("html");
    desk.setSource('<p id="x">Text<sub>2</sub></p>');
    await desk.autosave.flush();
    expect(desk.state.taken.map((loss) => loss.what)).toEqual(["id of p", "subscript", "text"]);
  });

  it("goes from HTML back to text with what was written there", () => {
    const { desk, editor } = open();
    desk.setMode("html");
    expect(desk.state.source).toBe(HTML);
    desk.setSource("<p>Now this.</p>");
    desk.setMode("text");
    expect(editor.getText()).toBe("Now this.");
  });

  it("gives a new section the id that the server gave it", async () => {
    takes([], () => ({ structure: [{ id: "s1", heading: "", html: "", is_locked: false }, { id: "s9", heading: "New", html: "", is_locked: false }] }));
    const { desk, editor } = open(aContent({ html: "<p>Intro</p>", structure: [] }));
    editor.commands.insertContentAt(editor.state.doc.content.size, "<h2>New</h2>");
    await desk.autosave.flush();
    await vi.waitFor(() => expect(desk.state.outline[0]?.sectionId).toBe("s9"));
    expect(desk.autosave.getState().phase).toBe("saved");
  });
});
