import { describe, expect, it } from "vitest";

import { aRun } from "../../../tests/support/factories";
import { outcome } from "./run";
import { batched, merged, newlyEnded, progressOf, secondsLeft } from "./run-list";

describe("runs in the cache", () => {
  it("keeps an end when an older picture of the run arrives after it", () => {
    const ended = aRun({ status: "succeeded", finished_at: "2026-03-04T12:01:00Z" });
    expect(merged([ended], [aRun({ progress_done: 3 })])).toEqual([ended]);
  });

  it("forgets the oldest that have ended, never one at work", () => {
    const old = aRun({ id: "0000", status: "running" });
    const many = Array.from({ length: 300 }, (_, index) => aRun({ id: `1${String(index).padStart(3, "0")}`, status: "succeeded" }));
    const kept = merged([old], many);
    expect(kept).toHaveLength(201);
    expect(kept[0]?.id).toBe("1299");
    expect(kept.at(-1)).toBe(old);
  });

  it("tells of runs that ended, and of those it hears of only when they have", () => {
    const known = [aRun({ id: "a" }), aRun({ id: "b", status: "failed" })];
    const arrived = [aRun({ id: "a", status: "succeeded" }), aRun({ id: "b", status: "failed" }), aRun({ id: "c", status: "cancelled" }), aRun({ id: "d" })];
    expect(newlyEnded(known, arrived).map((run) => run.id)).toEqual(["a", "c"]);
  });

  it("shows runs started together as one, with how far they are and how long it will take", () => {
    const begun = Date.parse("2026-03-04T12:00:00Z");
    const run = (id: string, changes: object) => aRun({ id, batch_id: "batch", function: "content.generate_content", ...changes });
    const [batch] = batched([
      run("4", { status: "pending", started_at: null }),
      run("3", { progress_done: 5, progress_total: 10 }),
      run("2", { status: "failed" }),
      run("1", { status: "succeeded", credits_settled: 4 }),
    ]);
    expect(batch).toMatchObject({ active: 2, succeeded: 1, failed: 1, credits: 24 });
    if (!batch) throw new Error("There is one batch.");
    expect(progressOf(batch)).toBeCloseTo(0.625);
    expect(secondsLeft(batch, begun + 50_000)).toBe(30);
  });
});

describe("what came of runs", () => {
  it("says it in one sentence with where to look", () => {
    expect(outcome([aRun({ status: "succeeded", counts: { keywords: 962, clusters: 118 } })])).toEqual({ sentence: "Clustered 962 keywords into 118 clusters.", path: "planner/clusters", tone: "success" });
  });

  it("names the article when there is one, and leads to it", () => {
    const run = aRun({ function: "content.generate_content", status: "succeeded", counts: { words: 1 }, result: { title: "Cold brew", content_id: "c1" } });
    expect(outcome([run])).toMatchObject({ sentence: "Wrote “Cold brew”: 1 word.", path: "writer/content/c1" });
  });

  it("does not hide failures among successes", () => {
    const write = (id: string, status: "succeeded" | "failed") => aRun({ id, function: "content.generate_content", status, counts: { words: 500 } });
    expect(outcome([write("1", "succeeded"), write("2", "succeeded"), write("3", "failed")])).toMatchObject({ sentence: "Wrote 2 articles: 1,000 words. 1 run failed.", tone: "info" });
  });

  it("gives the server's reason when it failed", () => {
    expect(outcome([aRun({ status: "failed", error: "The provider refused the key." })])).toEqual({ sentence: "Cluster keywords: The provider refused the key.", path: "runs?panel=run-1", tone: "error" });
  });
});
