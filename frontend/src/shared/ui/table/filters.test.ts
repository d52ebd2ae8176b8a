import { expect, test } from "vitest";

import { describe as words, isMeant, paramsOf } from "./filters";
import type { FilterDef } from "./types";

const volume: FilterDef = { id: "volume", label: "Volume", kind: "range", unit: "/ month", format: (value) => Number(value).toLocaleString("en") };
const intent: FilterDef = { id: "intent", label: "Intent", kind: "multi", options: ["commercial", "local", "informational"].map((value) => ({ value, label: value.toUpperCase() })) };
const since: FilterDef = { id: "since", label: "Added", kind: "date", paramMin: "created_after", paramMax: "created_before" };
const clustered: FilterDef = { id: "is_clustered", label: "Clustered", kind: "boolean" };

test("ranges become two parameters, an open end none", () => {
  expect(paramsOf(volume, "10..5000")).toEqual({ volume_min: "10", volume_max: "5000" });
  expect(paramsOf(volume, "..0")).toEqual({ volume_max: "0" });
  expect(paramsOf(since, "2026-01-01..")).toEqual({ created_after: "2026-01-01" });
});

test.each([
  [volume, "much"],
  [volume, "1..x"],
  [volume, ".."],
  [intent, "sideways"],
  [since, "yesterday.."],
  [clustered, "maybe"],
])("what somebody wrote into the address is not sent when it means nothing", (filter, raw) => {
  expect(isMeant(filter, raw)).toBe(false);
  expect(paramsOf(filter, raw)).toEqual({});
});

test("of several values the known ones count", () => {
  expect(paramsOf(intent, "local,sideways")).toEqual({ intent: "local" });
  expect(words(intent, "local,sideways")).toEqual({ field: "Intent", operator: "is", value: "LOCAL" });
});

test("a chip reads as a sentence", () => {
  expect(words(volume, "1000..")).toEqual({ field: "Volume", operator: "at least", value: "1,000 / month" });
  expect(words(volume, "1000..5000")).toEqual({ field: "Volume", operator: "between", value: "1,000 and 5,000 / month" });
  expect(words(intent, "commercial,local,informational").value).toBe("COMMERCIAL, LOCAL and 1 more");
});
