import { describe, expect, it } from "vitest";

import { nextStep } from "./next-step";

type Content = Parameters<typeof nextStep>[0];
type Policy = Parameters<typeof nextStep>[1];
type Role = Parameters<typeof nextStep>[2];

function steps(status: Content["status"], policy: Policy, role: Role, change: Partial<Content> = {}): [primary: string | null, others: string] {
  const approved = status === "approved" || status === "scheduled" || status === "published" ? 3 : null;
  const { primary, others } = nextStep({ status, word_count: 100, current_version: 3, approved_version: approved, published_version: status === "published" ? 3 : null, ...change }, policy, role);
  return [primary?.label ?? null, others.map((one) => one.name).join(" ")];
}

describe("the next step", () => {
  it.each<[Content["status"], Policy, Role, string | null, string]>([
    ["draft", "review", "editor", "Submit for review", "archive"],
    ["draft", "review", "admin", "Submit for review", "approve archive"],
    ["draft", "auto", "editor", "Publish now", "schedule submit archive"],
    ["draft", "draft_only", "editor", "Submit for review", "approve archive"],
    ["in_review", "review", "editor", null, "request-changes archive"],
    ["in_review", "review", "owner", "Approve version 3", "request-changes archive"],
    ["in_review", "auto", "editor", "Publish now", "approve request-changes schedule archive"],
    ["changes_requested", "review", "editor", "Submit for review", "archive"],
    ["changes_requested", "auto", "editor", "Submit for review", "approve archive"],
    ["approved", "review", "editor", "Publish now", "schedule request-changes archive"],
    ["approved", "draft_only", "owner", null, "request-changes archive"],
    ["scheduled", "review", "editor", "Publish now", "schedule unschedule"],
    ["published", "review", "editor", null, "unpublish"],
    ["archived", "review", "editor", "Take out of the archive", ""],
    ["draft", "review", "viewer", null, ""],
    ["published", "auto", "viewer", null, ""],
  ])("%s, policy %s, %s: %s", (status, policy, role, primary, others) => {
    expect(steps(status, policy, role)).toEqual([primary, others]);
  });

  it("offers to publish the newer version of what is live, and to take it down instead of putting it away", () => {
    expect(steps("approved", "review", "editor", { current_version: 5, approved_version: 5, published_version: 3 })).toEqual(["Publish version 5", "schedule request-changes unpublish"]);
    expect(steps("in_review", "review", "admin", { published_version: 2 })).toEqual(["Approve version 3", "request-changes unpublish"]);
  });

  it("has none without text, and says why", () => {
    expect(steps("draft", "review", "editor", { word_count: 0 })).toEqual([null, "archive"]);
    expect(nextStep({ status: "draft", word_count: 0, current_version: 1, approved_version: null, published_version: null }, "review", "editor").note).toBe("There is no text yet to hand in.");
  });
});
