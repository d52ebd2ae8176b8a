import { expect, it } from "vitest";

import { selectionBody } from "@/shared/ui/table/selection";

import { clusterBody, clusterWhat, commonSector, isTooMany, requestsFor } from "./bulk";

const where = { siteId: "site", sectorId: "sector", tightness: 0.5, count: 1200 };
const everything = {
  mode: "all" as const,
  except: new Set<string>(),
  filters: { site_id: "site", intent: "commercial", search: "coffee", ordering: "-search_volume" },
  count: 1500,
};

it("sends the ids of rows selected one by one", () => {
  const selection = { mode: "some" as const, ids: new Set(["a", "b"]) };
  expect(selectionBody(selection)).toEqual({ ids: ["a", "b"] });
  expect(clusterBody(clusterWhat(selection), where)).toEqual({ site_id: "site", sector_id: "sector", tightness: 0.5, keyword_ids: ["a", "b"] });
});

it("sends the filters of the list, without its order, for everything that matches", () => {
  expect(selectionBody(everything)).toEqual({ filter: { site_id: "site", intent: "commercial", search: "coffee" }, expected_count: 1500 });
});

it("narrows a clustering of everything that matches to its sector, with the count of that sector", () => {
  expect(clusterBody(clusterWhat(everything), where)).toEqual({
    site_id: "site",
    sector_id: "sector",
    tightness: 0.5,
    filter: { site_id: "site", sector_id: "sector", intent: "commercial", search: "coffee" },
    expected_count: 1200,
  });
});

it("names the rows taken out of everything that matches", () => {
  const but = { ...everything, except: new Set(["x"]) };
  expect(selectionBody(but)).toMatchObject({ expected_count: 1500, except_ids: ["x"] });
  expect(clusterBody(clusterWhat(but), where)).toMatchObject({ expected_count: 1200, except_ids: ["x"] });
});

it("asks for all new keywords of a sector without naming any", () => {
  expect(clusterBody({ kind: "new" }, where)).toEqual({ site_id: "site", sector_id: "sector", tightness: 0.5 });
});

it("counts a request for every fifty keywords begun", () => {
  expect([0, 1, 50, 51, 1200].map(requestsFor)).toEqual([0, 1, 1, 2, 24]);
});

it("knows the sector of rows only when it is the same and every row is known", () => {
  expect(commonSector([{ sector_id: "a" }, { sector_id: "a" }])).toBe("a");
  expect(commonSector([{ sector_id: "a" }, { sector_id: "b" }])).toBeNull();
  expect(commonSector([{ sector_id: "a" }, undefined])).toBeNull();
  expect(commonSector([])).toBeNull();
});

it("knows what is too much for one action", () => {
  expect(isTooMany(everything)).toBe(false);
  expect(isTooMany({ ...everything, count: 20_001 })).toBe(true);
  expect(isTooMany({ mode: "some", ids: new Set(Array.from({ length: 5001 }, (_, index) => String(index))) })).toBe(true);
});
