import { expect, it } from "vitest";

import { after, grouped, undoing } from "./edit";

const row = { intent: "commercial" as const, status: "clustered" as const, cluster_id: "c1" };

it("shows that a keyword leaves its cluster when it is archived or new again", () => {
  expect(after({ status: "archived" })).toEqual({ status: "archived", cluster_id: null, cluster_name: null });
  expect(after({ status: "new" })).toMatchObject({ cluster_id: null });
  expect(after({ intent: "commercial" })).toEqual({ intent: "commercial" });
});

it("brings an archived keyword back into its cluster", () => {
  expect(undoing(row, { status: "archived" })).toEqual({ cluster_id: "c1", status: "clustered" });
  expect(undoing({ ...row, cluster_id: null, status: "used" }, { status: "archived" })).toEqual({ status: "used" });
});

it("brings back the intent alone when that was all", () => {
  expect(undoing(row, { intent: "informational" })).toEqual({ intent: "commercial" });
});

it("gives rows back what each of them had, with one request for those alike", () => {
  const rows = [
    { id: "a", ...row },
    { id: "b", ...row, cluster_id: "c2" },
    { id: "c", ...row },
  ];
  expect(grouped(rows, { status: "archived" })).toEqual([
    { ids: ["a", "c"], changes: { cluster_id: "c1", status: "clustered" } },
    { ids: ["b"], changes: { cluster_id: "c2", status: "clustered" } },
  ]);
});
