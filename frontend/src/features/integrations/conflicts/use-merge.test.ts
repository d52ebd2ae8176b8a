import { renderHook } from "@testing-library/react";
import { expect, it } from "vitest";

import { outcomeOf, useMerging } from "./use-merge";

const side = (title: string, html: string) => ({ title, html, meta_title: "", meta_description: "" });
const texts = { base: side("Tea", "<p>Boil the water.</p><p>Wait for it.</p>"), ours: side("Green tea", "<p>Boil the water well.</p><p>Wait for it.</p>"), theirs: side("Black tea", "<p>Boil the water twice.</p><p>Wait for it now.</p>") };

it("asks for the title and the text that both changed, and takes what only one did", () => {
  const { result } = renderHook(() => useMerging(texts));
  const [title = "", paragraph = ""] = result.current.toDecide;
  expect(result.current.toDecide).toHaveLength(2);
  expect(outcomeOf(result.current, {}, texts.ours)).toMatchObject({ open: 2, html: "<p>Boil the water well.</p>\n<p>Wait for it now.</p>" });
  const decided = outcomeOf(result.current, { [title]: { take: "theirs" }, [paragraph]: { take: "both" } }, texts.ours);
  expect(decided).toMatchObject({ open: 0, lines: { title: "Black tea" }, html: "<p>Boil the water well.</p>\n<p>Boil the water twice.</p>\n<p>Wait for it now.</p>" });
});

it("gives our text back to the letter where all of it is ours", () => {
  const { result } = renderHook(() => useMerging(texts));
  const all = Object.fromEntries(result.current.text.pieces.map((piece) => [piece.id, { take: "ours" as const }]));
  expect(outcomeOf(result.current, all, texts.ours).html).toBe(texts.ours.html);
});
