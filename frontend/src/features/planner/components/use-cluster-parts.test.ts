import { expect, it } from "vitest";

import type { Sector } from "@/shared/entities/sectors";

import type { Keyword } from "../api/keywords";
import { byRows } from "./use-cluster-parts";

const sectors = [{ id: "s1" }, { id: "s2" }] as Sector[];
const row = (id: string, sector_id: string) => ({ id, sector_id }) as Keyword;

it("makes one part for each sector the rows are in", () => {
  const { parts, lost } = byRows(["a", "b", "c"], [row("a", "s1"), row("b", "s2"), row("c", "s1")], sectors);
  expect(parts.map((part) => [part.sector.id, part.what, part.count])).toEqual([
    ["s1", { kind: "ids", ids: ["a", "c"] }, 2],
    ["s2", { kind: "ids", ids: ["b"] }, 1],
  ]);
  expect(lost).toBe(0);
});

it("says how many rows are out of memory, except where there is one sector only", () => {
  expect(byRows(["a", "b"], [row("a", "s1"), undefined], sectors).lost).toBe(1);
  expect(byRows(["a", "b"], [undefined, undefined], sectors.slice(0, 1))).toMatchObject({ lost: 0, parts: [{ count: 2 }] });
});
