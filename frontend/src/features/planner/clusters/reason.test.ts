import { describe, expect, it } from "vitest";

import { methodWords, reasonOf } from "./reason";

const measured = (raw: Record<string, unknown>) => ({ keyword: "espresso machine for beginners", cluster_reason: raw });
const FULL = { sentence: "Shares “espresso, machine” with …; similarity 0.91. Next best: “Coffee Grinder” (0.64).", similarity: 0.91, shared_terms: ["espresso", "machine"], serp_overlap: 0.4, runner_up: "Coffee Grinder", runner_up_similarity: 0.64 };

describe("why a keyword is in its cluster", () => {
  it("names shared words, shared results and the next cluster, and leaves the figures to the bar", () => {
    expect(reasonOf(measured(FULL), "best espresso machine")).toEqual({
      sentence: "Shares “espresso” and “machine” with the head keyword. 40% of their top results are the same pages. Next nearest: “Coffee Grinder”.",
      similarity: 0.91,
      hold: "firm",
    });
  });

  it("calls a place close when another cluster is almost as near", () => {
    const reason = reasonOf(measured({ ...FULL, serp_overlap: null, runner_up_similarity: 0.89 }), "best espresso machine");
    expect(reason?.hold).toBe("close");
    expect(reason?.sentence).toContain("“Coffee Grinder” is almost as near.");
  });

  it("says so when nothing but the meaning is shared, and of the head keyword itself", () => {
    expect(reasonOf(measured({ ...FULL, shared_terms: [], serp_overlap: 0, runner_up: null, runner_up_similarity: null }), "best espresso machine")?.sentence).toBe("Close in meaning to the head keyword, in other words.");
    expect(reasonOf(measured(FULL), "espresso machine for beginners")?.sentence).toMatch(/^It is the head keyword/);
  });

  it("keeps the server's sentence where only that is known, without its figure", () => {
    expect(reasonOf(measured({ sentence: "Put here by hand." }), "x")).toEqual({ sentence: "Put here by hand.", similarity: null, hold: null });
    expect(reasonOf(measured({ similarity: 0.7, sentence: "Closest to the existing cluster “Milk” (0.70)." }), "x")).toEqual({ sentence: "Closest to the existing cluster “Milk”.", similarity: 0.7, hold: "firm" });
    expect(reasonOf({ keyword: "a", cluster_reason: null }, "x")).toBeNull();
  });

  it("reads how a cluster came about", () => {
    expect(methodWords("embedding-ward-1+serp|all-MiniLM-L6-v2")).toBe("Grouped by meaning and by shared search results");
    expect(methodWords("manual")).toBe("Made by hand");
  });
});
