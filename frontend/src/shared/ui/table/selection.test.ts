import { expect, test } from "vitest";

import { isSelected, NOTHING, reduceSelection, selectedCount, selectionBody, type SelectionAction, type SelectionState } from "./selection";

const after = (...actions: SelectionAction[]): SelectionState => actions.reduce(reduceSelection, NOTHING);
const ids = ({ selection }: SelectionState) => (selection.mode === "some" ? [...selection.ids].sort() : [...selection.except].sort());

test("a range gives every row what its anchor has", () => {
  const picked = after({ type: "toggle", id: "b" }, { type: "range", anchor: "b", ids: ["b", "c", "d"] });
  expect(ids(picked)).toEqual(["b", "c", "d"]);
  expect(picked.anchor).toBe("b");
  // From the same anchor again, now to the other side.
  expect(ids(reduceSelection(picked, { type: "range", anchor: "b", ids: ["a", "b"] }))).toEqual(["a", "b", "c", "d"]);
  // An anchor that was taken out takes its range out.
  const out = [picked].map((state) => reduceSelection(state, { type: "toggle", id: "c" })).map((state) => reduceSelection(state, { type: "range", anchor: "c", ids: ["c", "d"] }));
  expect(out.map(ids)).toEqual([["b"]]);
});

test("all that match, but a few", () => {
  const all = after({ type: "all", filters: { site_id: "s", status: "new", ordering: "-volume" }, count: 12_345 });
  expect(selectedCount(all.selection)).toBe(12_345);
  expect(isSelected(all.selection, "never seen")).toBe(true);
  const but = [{ type: "toggle", id: "a" } as const, { type: "range", anchor: "a", ids: ["a", "b", "c"] } as const].reduce(reduceSelection, all);
  expect(ids(but)).toEqual(["a", "b", "c"]);
  expect(isSelected(but.selection, "b")).toBe(false);
  expect(selectedCount(but.selection)).toBe(12_342);
  expect(selectionBody(but.selection)).toEqual({ filter: { site_id: "s", status: "new" }, expected_count: 12_345, except_ids: ["a", "b", "c"] });
  expect(selectedCount(reduceSelection(but, { type: "toggle", id: "a" }).selection)).toBe(12_343);
});

test("rows that are gone are no longer selected", () => {
  const some = after({ type: "page", ids: ["a", "b"], selected: true }, { type: "gone", ids: ["a"] });
  expect(ids(some)).toEqual(["b"]);
  const all = after({ type: "all", filters: {}, count: 10 }, { type: "toggle", id: "x" }, { type: "gone", ids: ["x", "y"] });
  expect(selectedCount(all.selection)).toBe(8);
  expect(all.selection.mode === "all" && all.selection.count).toBe(8);
});

test("ids are sent as ids", () => {
  expect(selectionBody(after({ type: "toggle", id: "a" }).selection)).toEqual({ ids: ["a"] });
});
