import { expect, test } from "vitest";

import { fromApi, fromTemplate, isSame, MOST_POINTS, MOST_SECTIONS, newKey, type OutlineAction, reduceOutline, type Section, toApi } from "./outline";

const start = (): readonly Section[] => fromApi([{ heading: "One", points: ["a", "b"] }, { heading: "Two" }, { heading: "Three", keywords: ["k"], is_locked: true }]);
const headings = (sections: readonly Section[]) => sections.map((one) => one.heading);
const keyOf = (sections: readonly Section[], heading: string) => sections.find((one) => one.heading === heading)?.key ?? "";

test("sections move by places and stop at the ends, with everything in them", () => {
  const sections = start();
  const key = keyOf(sections, "Three");
  const up = reduceOutline(sections, { type: "move", section: key, by: -1 });
  expect(headings(up)).toEqual(["One", "Three", "Two"]);
  expect(up[1]).toMatchObject({ key, keywords: ["k"], isLocked: true });
  expect(headings(reduceOutline(sections, { type: "move", section: key, by: 5 }))).toEqual(["One", "Two", "Three"]);
  expect(headings(reduceOutline(sections, { type: "move", section: key, by: -9 }))).toEqual(["Three", "One", "Two"]);
});

test("dropping puts a section at the other's place, in both directions", () => {
  const sections = start();
  const [one, three] = [keyOf(sections, "One"), keyOf(sections, "Three")];
  expect(headings(reduceOutline(sections, { type: "drop", section: one, onto: three }))).toEqual(["Two", "Three", "One"]);
  expect(headings(reduceOutline(sections, { type: "drop", section: three, onto: one }))).toEqual(["Three", "One", "Two"]);
  expect(reduceOutline(sections, { type: "drop", section: "gone", onto: one })).toBe(sections);
});

test("points are added behind one another, also several pasted lines, up to what the API takes", () => {
  const sections = start();
  const section = keyOf(sections, "One");
  const after = sections[0]?.points[0]?.key;
  const act = (action: OutlineAction) => reduceOutline(sections, action)[0]?.points.map((point) => point.text);
  expect(act({ type: "addPoint", section, key: newKey(), after: after ?? "", texts: ["x", "y"] })).toEqual(["a", "x", "y", "b"]);
  expect(act({ type: "addPoint", section, key: newKey(), texts: Array.from({ length: 40 }, () => "z") })).toHaveLength(MOST_POINTS);
});

test("no more sections than the API takes", () => {
  let sections: readonly Section[] = [];
  for (let number = 0; number < MOST_SECTIONS + 3; number += 1) sections = reduceOutline(sections, { type: "add", key: newKey() });
  expect(sections).toHaveLength(MOST_SECTIONS);
});

test("what is sent leaves out empty sections and points, and keeps locks and keywords", () => {
  let sections = reduceOutline(start(), { type: "add", key: "empty" });
  sections = reduceOutline(sections, { type: "addPoint", section: keyOf(sections, "Two"), key: "blank" });
  expect(toApi(sections)).toEqual([
    { heading: "One", points: ["a", "b"], keywords: [], is_locked: false },
    { heading: "Two", points: [], keywords: [], is_locked: false },
    { heading: "Three", points: [], keywords: ["k"], is_locked: true },
  ]);
});

test("a template takes the topic; an outline typed over is no longer the template", () => {
  const template = fromTemplate({ sections: [{ heading: "{topic} at home", points: ["why {topic}"] }] }, "cold brew");
  expect(toApi(template)[0]).toMatchObject({ heading: "Cold brew at home", points: ["why cold brew"] });
  expect(isSame(fromTemplate({ sections: [{ heading: "{topic} at home", points: ["why {topic}"] }] }, "cold brew"), template)).toBe(true);
  const typed = reduceOutline(template, { type: "heading", section: template[0]?.key ?? "", text: "Cold brew" });
  expect(isSame(typed, template)).toBe(false);
});
