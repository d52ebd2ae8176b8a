import { expect, it } from "vitest";

import { fieldPieces, fieldValue } from "./fields";
import { markWords } from "./words";

const short = (html: string): string => html.replaceAll(' data-diff=""', "");

it.each([
  ["<p>Use sixty grams.</p>", "<p>Use fifty grams.</p>", "<p>Use <del>sixty</del> <ins>fifty</ins> grams.</p>"],
  ["<p>Wait.</p>", "<p>Wait here.</p>", "<p>Wait <ins>here</ins>.</p>"],
  ["<p>Wait right here.</p>", "<p>Wait.</p>", "<p>Wait<del>right here</del>.</p>"],
  ["<p>One</p>", "<p><strong>One</strong> two</p>", "<p><strong>One</strong> <ins>two</ins></p>"],
  ["<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul>\n<li>a</li>\n<li>c</li>\n</ul>", "<ul>\n<li>a</li>\n<li><del>b</del> <ins>c</ins></li>\n</ul>"],
  ["<p>お湯を注ぐ</p>", "<p>お湯をゆっくり注ぐ</p>", "<p>お湯を<ins>ゆっくり</ins>注ぐ</p>"],
  ["<p>Ready 🎉</p>", "<p>Ready 👩‍🍳</p>", "<p>Ready <del>🎉</del> <ins>👩‍🍳</ins></p>"],
  ["", "<p>New</p>", "<p><ins>New</ins></p>"],
  ["<p>a &lt;b&gt;</p>", "<p>a &lt;i&gt;</p>", "<p>a &lt;<del>b</del> <ins>i</ins>&gt;</p>"],
])("marks what changed from %s to %s", (before, after, marked) => {
  expect(short(markWords(before, after).html)).toBe(marked);
});

it("says when only the form changed, and leaves pictures as they are", () => {
  expect(markWords("<p>One</p>", "<p><em>One</em></p>")).toEqual({ html: "<p><em>One</em></p>", isFormOnly: true });
  expect(markWords('<img src="/a.png">', '<img src="/b.png">')).toEqual({ html: '<img src="/b.png">', isFormOnly: false });
});

const side = (title: string, meta_title = "", meta_description = "") => ({ title, html: "", meta_title, meta_description });

it.each([
  [side("A"), side("A"), side("A"), "same same same"],
  [side("A"), side("B"), side("C"), "conflict same same"],
  [side("A", "m"), side("B", "m"), side("A", "n"), "ours theirs same"],
  [side("A", "m", "d"), side("A", "m", "e"), side("A", "", ""), "same same ours"],
  [side("A", "m"), side("A", "n"), side("A", " n "), "same agreed same"],
])("tells who changed which line (%#)", (base, ours, theirs, origins) => {
  expect(fieldPieces({ base, ours, theirs }).map((piece) => piece.origin).join(" ")).toBe(origins);
});

it("takes the line that was chosen", () => {
  const [piece] = fieldPieces({ base: side("A"), ours: side("B"), theirs: side("C") });
  if (!piece) throw new Error("There is always a title.");
  expect([fieldValue(piece, null), fieldValue(piece, { take: "theirs" }), fieldValue(piece, { take: "edit", html: " D\n" })]).toEqual(["B", "C", "D"]);
});
