import { expect, it } from "vitest";

import { folded, lineDiff } from "./line-diff";

const read = (before: string, after: string) => lineDiff(before, after).map((line) => `${line.op} ${line.before ?? "-"} ${line.after ?? "-"} ${line.pieces.map((piece) => (piece.isChanged ? `[${piece.text}]` : piece.text)).join("")}`);

it("marks the words that changed inside a line", () => {
  expect(read("one\nGive it a short name.\ntwo", "one\nGive it a long name.\ntwo")).toEqual(["same 1 1 one", "gone 2 - Give it a [short] name.", "new - 2 Give it a [long] name.", "same 3 3 two"]);
});

it("marks nothing in lines that have little in common, and numbers both sides", () => {
  expect(read("alpha beta gamma", "Write the whole thing anew\nand more")).toEqual(["gone 1 - alpha beta gamma", "new - 1 Write the whole thing anew", "new - 2 and more"]);
});

it("gives back both texts", () => {
  const [before, after] = ["a\nb\nc\nd", "a\nc\nx\nd\ne"];
  const lines = lineDiff(before, after);
  const side = (op: "gone" | "new") => lines.filter((line) => line.op === "same" || line.op === op).map((line) => line.pieces.map((piece) => piece.text).join("")).join("\n");
  expect(side("gone")).toBe(before);
  expect(side("new")).toBe(after);
});

it("folds what stayed the same far from a change", () => {
  const text = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const shown = folded(lineDiff(text.join("\n"), [...text, "new"].join("\n")));
  expect(shown[0]).toEqual({ hidden: 17 });
  expect(shown).toHaveLength(5);
});
