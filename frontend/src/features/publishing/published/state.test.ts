import { expect, test } from "vitest";

import type { Publication } from "@/shared/entities/publishing";

import { behind, canRetry, canUnpublish, liveUrl, stateOf } from "./state";

const NOW = Date.parse("2026-11-20T10:00:00Z");
const record = (changes: Partial<Publication> = {}): Publication =>
  ({ status: "live", wanted: "publish", attempts: 0, error: "", error_kind: "", not_before: "2026-11-20T09:00:00Z", live_version: 2, ...changes }) as Publication;

test("one that waits for its hour is scheduled, one that failed and waits tries again", () => {
  expect(stateOf(record({ status: "planned", not_before: "2026-11-21T09:00:00Z" }), NOW).label).toBe("Scheduled");
  expect(stateOf(record({ status: "scheduled" }), NOW).label).toBe("Scheduled");
  expect(stateOf(record({ status: "planned" }), NOW).label).toBe("On its way");
  const retrying = stateOf(record({ status: "planned", attempts: 2, error: "Busy.", error_kind: "retry", not_before: "2026-11-20T10:05:00Z" }), NOW);
  expect(retrying).toMatchObject({ label: "Trying again", cure: "Will be tried again by itself", tone: "info" });
});

test("an error says whether it mends itself, waits for a person, or is over", () => {
  expect(stateOf(record({ status: "failed", error: "Wrong password.", error_kind: "action_required" }), NOW).cure).toBe("You have to act");
  expect(stateOf(record({ status: "failed", error: "Too long.", error_kind: "permanent" }), NOW)).toMatchObject({ cure: "Failed", tone: "danger" });
  expect(stateOf(record({ status: "failed", error: "No answer.", error_kind: "unknown" }), NOW).cure).toMatch("may have arrived");
});

test("how far readers are behind is known only where something is live", () => {
  expect(behind({ live_version: 2 }, 4)).toBe(2);
  expect(behind({ live_version: 4 }, 4)).toBe(0);
  expect(behind({ live_version: null }, 4)).toBeNull();
  expect(behind({ live_version: 2 }, undefined)).toBeNull();
});

test("an address is one to visit only while readers find something there", () => {
  expect(liveUrl({ url: "https://example.com/coffee", live_version: 2 })).toBe("https://example.com/coffee");
  expect(liveUrl({ url: "https://example.com/?p=28", live_version: null })).toBe("");
});

test("only what failed or waits for another try is tried again, only what is wanted is taken down", () => {
  expect(canRetry(record({ status: "failed" }))).toBe(true);
  expect(canRetry(record({ status: "planned", attempts: 0 }))).toBe(false);
  expect(canRetry(record())).toBe(false);
  expect(canUnpublish(record())).toBe(true);
  expect(canUnpublish(record({ wanted: "unpublish" }))).toBe(false);
});
