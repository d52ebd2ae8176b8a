import { describe, expect, it } from "vitest";

import { countChanges, diffHtml } from "./text-diff";

const said = (before: string, after: string): string[] => diffHtml(before, after).map((row) => `${row.op} ${row.tag}: ${row.pieces.map((piece) => (piece.op === "equal" ? piece.text : piece.op === "insert" ? `[+${piece.text}]` : `[-${piece.text}]`)).join("")}`);

describe("the difference of two texts", () => {
  it("marks words inside a changed paragraph and leaves the others", () => {
    expect(said("<p>Same here.</p><p>The old grinder is loud.</p>", "<p>Same here.</p><p>The new grinder is loud.</p>")).toEqual(["equal p: Same here.", "replace p: The [-old][+new] grinder is loud."]);
  });

  it("does not mistake a new paragraph for a changed one", () => {
    expect(said("<p>Grind the beans.</p>", "<p>Water matters a great deal.</p><p>Grind all the beans.</p>")).toEqual(["insert p: [+Water matters a great deal.]", "replace p: Grind [+all ]the beans."]);
  });

  it("shows what is gone in its place", () => {
    expect(said("<h2>One</h2><p>Text one.</p><h2>Two</h2>", "<h2>One</h2><h2>Two</h2>")).toEqual(["equal h2: One", "delete p: [-Text one.]", "equal h2: Two"]);
  });

  it("says when only the form changed", () => {
    expect(said("<p>So it is.</p>", "<p>So <strong>it</strong> is.</p>")).toEqual(["format p: So it is."]);
    expect(said("<h3>Head</h3>", "<h2>Head</h2>")).toEqual(["format h2: Head"]);
  });

  it("goes into lists, tables and boxes, and sees images", () => {
    expect(said("<ul><li>One</li><li>Two things</li></ul>", '<ul><li>One</li><li>Two good things</li></ul><figure><img src="a" alt="Cup"><figcaption>Mine</figcaption></figure>')).toEqual([
      "equal li: One",
      "replace li: Two [+good ]things",
      "insert img: [+Image: Cup]",
      "insert figcaption: [+Mine]",
    ]);
    expect(said('<div class="note"><p>Note</p></div>', '<div class="note"><p>Note</p></div>')).toEqual(["equal p: Note"]);
  });

  it("counts words put in and taken out", () => {
    expect(countChanges(diffHtml("<p>one two three</p><p>four</p>", "<p>one 2 three</p>"))).toEqual({ added: 1, removed: 2 });
  });

  it("takes no notice of how the HTML is set", () => {
    expect(said("<p>One\n two</p>\n\n<p>Three</p>", "<p>One two</p><p>Three</p>")).toEqual(["equal p: One two", "equal p: Three"]);
  });
});
