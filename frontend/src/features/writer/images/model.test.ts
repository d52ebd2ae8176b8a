import { expect, test } from "vitest";

import type { Image } from "../api/images";
import { byContent, lacksAlt, neighbourOf } from "./model";

const image = (changes: Partial<Image>): Image => ({ content_id: "c", content_title: "Cold brew", role: "in_article", position: 0, alt_text: "A jar of coffee in the sun", ...changes }) as Image;

test("images stand by their content, the featured one first", () => {
  const groups = byContent([image({ id: "1", position: 2 }), image({ id: "2", content_id: "d", content_title: null }), image({ id: "3", role: "featured" }), image({ id: "4", position: 1 })]);
  expect(groups.map((group) => group.images.map((one) => one.id))).toEqual([["3", "4", "1"], ["2"]]);
  expect(groups[1]?.title).toBe("A text that is gone");
});

test("the article's title is no description of a picture", () => {
  expect(lacksAlt({ alt_text: " ", content_title: "Cold brew" })).toBe(true);
  expect(lacksAlt({ alt_text: "cold brew", content_title: "Cold brew" })).toBe(true);
  expect(lacksAlt({ alt_text: "A jar of coffee", content_title: "Cold brew" })).toBe(false);
});

test("arrows go where the eye expects, in rows of any length", () => {
  const at = (left: number, top: number) => ({ left, top, width: 100 });
  const places = [at(0, 0), at(110, 0), at(220, 0), at(0, 200), at(110, 200), at(0, 400)];
  expect(neighbourOf(places, 1, "ArrowDown")).toBe(4);
  expect(neighbourOf(places, 2, "ArrowDown")).toBe(4);
  expect(neighbourOf(places, 4, "ArrowDown")).toBe(5);
  expect(neighbourOf(places, 5, "ArrowUp")).toBe(3);
  expect(neighbourOf(places, 0, "ArrowUp")).toBe(0);
  expect(neighbourOf(places, 5, "ArrowRight")).toBe(5);
  expect(neighbourOf(places, 3, "Home")).toBe(0);
});
