import { expect, it } from "vitest";

import type { Detection, SampleRow } from "../api/imports";
import { applied, choose, fieldOf, samplesOf } from "./mapping";

const found = { keyword: 0, search_volume: 1, difficulty: 2 };

it("sends only what differs from the detection", () => {
  expect(choose(found, {}, 3, "cpc")).toEqual({ cpc: 3 });
  expect(choose(found, { cpc: 3 }, 3, null)).toEqual({});
});

it("says that a field is gone when its column is kept as extra", () => {
  expect(choose(found, {}, 2, null)).toEqual({ difficulty: null });
});

it("moves a field to another column and leaves its old column without one", () => {
  const chosen = choose(found, {}, 3, "search_volume");
  expect(chosen).toEqual({ search_volume: 3 });
  const wanted = applied(found, chosen);
  expect(fieldOf(wanted as Record<string, number>, 1)).toBeNull();
  expect(fieldOf(wanted as Record<string, number>, 3)).toBe("search_volume");
});

it("never reads a column as two fields", () => {
  expect(choose(found, {}, 1, "difficulty")).toEqual({ search_volume: null, difficulty: 1 });
});

it("is back at the detection when somebody takes a change back", () => {
  const swapped = choose(found, {}, 1, "difficulty");
  const half = choose(found, swapped, 2, "difficulty");
  expect(choose(found, half, 1, "search_volume")).toEqual({});
});

it("shows values as they were read: ranges, lists, and what is kept as extra", () => {
  const detection = { columns: ["Keyword", "Volume", "Trend", "Results"], mapping: { keyword: 0, search_volume: 1, trend: 2 } } as unknown as Detection;
  const row = (changes: Partial<SampleRow>) => ({ keyword: "a", search_volume: null, volume_low: null, volume_high: null, trend: [], extra: {}, ...changes }) as SampleRow;
  const rows = [row({ search_volume: 1300, trend: [1, 2, null, 4, 5], extra: { Results: "5,489" } }), row({ keyword: "b", volume_low: 1000, volume_high: 10000 }), row({ keyword: "c", extra: { Volume: "lots" } })];
  expect(samplesOf(detection, rows, 0)).toEqual(["a", "b", "c"]);
  expect(samplesOf(detection, rows, 1)).toEqual(["1,300", "1,000–10,000", "lots"]);
  expect(samplesOf(detection, rows, 2)).toEqual(["1, 2, –, 4, …"]);
  expect(samplesOf(detection, rows, 3)).toEqual(["5,489"]);
});
