import { expect, it } from "vitest";

import { asKeywords, finding, findingParams } from "./opportunity";

it("counts easy wins where nothing is filtered by, and what is filtered by where something is", () => {
  expect(findingParams({ site_id: "s", ordering: "-priority_score" })).toEqual({ site_id: "s", difficulty_max: "30", volume_min: "500" });
  expect(findingParams({ site_id: "s", difficulty_max: "15" })).toEqual({ site_id: "s", difficulty_max: "15", volume_min: "500" });
});

it("says the finding", () => {
  expect(finding(38, {})).toBe("38 keywords have difficulty 30 or less and at least 500 searches a month");
  expect(finding(1, { volume_min: "5000" })).toBe("1 keyword has difficulty 30 or less and at least 5,000 searches a month");
  expect(finding(0, {})).toMatch(/^No keyword has/);
});

it("selects the same rows in the keyword list: open ones with known figures", () => {
  const all = { mode: "all" as const, except: new Set<string>(), count: 9, filters: { site_id: "s", volume_min: "500", ordering: "-priority_score" } };
  expect(asKeywords(all)).toMatchObject({ filters: { site_id: "s", volume_min: "500", difficulty_min: "0", status: "new,clustered" } });
});
