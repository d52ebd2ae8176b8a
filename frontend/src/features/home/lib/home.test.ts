import { describe, expect, it } from "vitest";

import type { Overview } from "../api/overview";
import { everyDay } from "./days";
import { share, stagesOf } from "./stages";
import { waitingOf } from "./waiting";

const overview: Overview = {
  planner: {
    keywords: { total: 100, new: 4, clustered: 80, used: 16, archived: 0 },
    clusters: { active: 20, archived: 1, locked: 0, without_ideas: 5 },
    ideas: { total: 10, draft: 1, approved: 2, queued: 4, completed: 2, rejected: 1 },
    total_volume: 5000,
    last_import: null,
  },
  writer: {
    tasks: { total: 6, queued: 3, in_progress: 0, completed: 2, failed: 1, cancelled: 0, overdue: 0 },
    content: { total: 4, draft: 0, in_review: 1, changes_requested: 0, approved: 0, scheduled: 1, published: 2, archived: 0, with_open_comments: 0, draft_quality: 0 },
    images: { total: 0, planned: 0, queued: 0, ready: 0, failed: 0 },
    approved_unscheduled: 0,
    scheduled_next_7_days: 1,
  },
  publisher: { records: { planned: 0, sending: 0, unknown: 0, scheduled: 0, live: 2, failed: 0, unpublished: 0 }, failed: 0, needs_action: 0, last_deployment: null, site_url: null },
};

describe("the pipeline in figures", () => {
  it("counts what the next stage has taken up, without what was archived or rejected", () => {
    const [keywords, clusters, ideas] = stagesOf(overview);
    expect(keywords && share(keywords)).toBeCloseTo(0.96);
    expect(clusters).toMatchObject({ total: 20, moved: 15 });
    expect(ideas).toMatchObject({ total: 9, moved: 6 });
  });

  it("has no share of nothing", () => {
    expect(share({ stage: "ideas", to: "", total: 0, moved: 0, movedWord: "", faults: 0 })).toBeNull();
  });
});

describe("what waits", () => {
  it("puts faults first, then people, then the machine's work", () => {
    expect(waitingOf(overview).map((one) => one.id)).toEqual(["tasks_failed", "to_review", "to_write", "to_queue", "to_approve", "to_cluster", "no_ideas"]);
  });

  it("speaks of one thing in the singular", () => {
    expect(waitingOf(overview).find((one) => one.id === "to_review")?.title).toBe("1 article waits for review");
    expect(waitingOf(overview).find((one) => one.id === "to_queue")?.title).toBe("2 approved ideas have no task yet");
  });

  it("asks an empty site for keywords and for nothing else", () => {
    const empty: Overview = structuredClone(overview);
    const zero = (counts: object): void => {
      for (const key of Object.keys(counts)) (counts as Record<string, number>)[key] = 0;
    };
    [empty.planner.keywords, empty.planner.clusters, empty.planner.ideas, empty.writer.tasks, empty.writer.content, empty.publisher.records].forEach(zero);
    expect(waitingOf(empty).map((one) => one.id)).toEqual(["no_keywords"]);
  });
});

describe("days", () => {
  it("fills in the days on which nothing was spent, also over the end of a month", () => {
    expect(everyDay([{ key: "2026-03-01", credits: 2 }], "2026-02-27", "2026-03-02").map((row) => [row.day, row.credits])).toEqual([
      ["2026-02-27", 0],
      ["2026-02-28", 0],
      ["2026-03-01", 2],
      ["2026-03-02", 0],
    ]);
  });
});
