import { expect, it } from "vitest";

import { parseList } from "./parse-list";

it("takes one keyword a line, without blank lines and without spaces around", () => {
  expect(parseList("  cold brew \r\n\r\nespresso   machine\rmoka pot\n")).toEqual({ keywords: ["cold brew", "espresso machine", "moka pot"], duplicates: 0, unusable: [] });
});

it("finds what says the same in other letters, widths and match-type marks, and keeps the first spelling", () => {
  const found = parseList('Cold Brew\ncold brew\n[cold brew]\n"cold brew"\n+cold +brew\nｃｏｌｄ brew\ncold\u200b brew\ncold brews');
  expect(found.keywords).toEqual(["Cold Brew", "cold brews"]);
  expect(found.duplicates).toBe(6);
});

it("keeps accents and word order apart", () => {
  expect(parseList("café crème\ncafe creme\ncrème café").keywords).toHaveLength(3);
});

it("names the lines no keyword can be", () => {
  const found = parseList(`good\n---\n${"x".repeat(256)}\nc++`);
  expect(found.keywords).toEqual(["good", "c++"]);
  expect(found.unusable.map(({ line, reason }) => [line, reason])).toEqual([
    [2, "has no letter, digit or symbol"],
    [3, "is longer than 255 characters"],
  ]);
});

it("takes the first cell of rows pasted from a spreadsheet", () => {
  expect(parseList("cold brew\t8100\t35\nmoka pot\t900\t12").keywords).toEqual(["cold brew", "moka pot"]);
});
