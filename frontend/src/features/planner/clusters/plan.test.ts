import { describe, expect, it } from "vitest";

import { mergePlan, splitPlan } from "./plan";

const row = (id: string, changes: object = {}) => ({ id, name: id.toUpperCase(), is_locked: false, sector_id: "s1", keyword_count: 4, total_volume: 100 as number | null, idea_count: 1, ...changes });

describe("merging", () => {
  it("sends the others as sources and sums what is known", () => {
    expect(mergePlan([row("a"), row("b", { total_volume: null }), row("c")], "b")).toEqual({ sourceIds: ["a", "c"], keywords: 12, volume: 200, ideas: 3, refusal: "" });
  });

  it("keeps an unknown volume unknown", () => {
    expect(mergePlan([row("a", { total_volume: null }), row("b", { total_volume: null })], "a").volume).toBeNull();
  });

  it("refuses locked clusters, other sectors and a single cluster in a sentence", () => {
    expect(mergePlan([row("a"), row("b", { is_locked: true })], "a").refusal).toMatch(/“B” is locked/);
    expect(mergePlan([row("a"), row("b", { sector_id: "s2" })], "a").refusal).toMatch(/different sectors/);
    expect(mergePlan([row("a")], "a").refusal).toMatch(/at least two/);
  });
});

describe("splitting", () => {
  const cluster = { keyword_count: 3, total_volume: 300, is_locked: false };
  const chosen = [{ id: "k1", search_volume: 90 }, { id: "k2", search_volume: null }];

  it("names the part and shows both sides", () => {
    expect(splitPlan(cluster, chosen, "  Moka pots ")).toEqual({
      parts: [{ name: "Moka pots", keyword_ids: ["k1", "k2"] }],
      moved: { keywords: 2, volume: 90 },
      stays: { keywords: 1, volume: 210 },
      refusal: "",
    });
  });

  it("leaves at least one keyword where it is, and locked clusters alone", () => {
    expect(splitPlan({ ...cluster, keyword_count: 2 }, chosen, "x").refusal).toMatch(/must stay/);
    expect(splitPlan({ ...cluster, is_locked: true }, chosen, "x").refusal).toMatch(/locked/);
    expect(splitPlan(cluster, [], "x").refusal).toMatch(/Choose/);
  });
});
