import { describe, expect, it } from "vitest";

import { cn } from "./cn";
import { bytes, count, currency, date, dateTime, duration, list, percent, relative, zoneName } from "./format";
import { INTENT, operationWord, statusWord, wordOf } from "./words";

describe("counts", () => {
  it.each([
    [0, "keyword", "0 keywords"],
    [1, "keyword", "1 keyword"],
    [1234, "keyword", "1,234 keywords"],
    [24.5, "credit", "24.5 credits"],
    [1, "entry", "1 entry"],
    [2, "person", "2 people"],
    [3, "piece", "3 pieces of content"],
  ] as const)("%s %s", (value, noun, words) => {
    expect(count(value, noun)).toBe(words);
  });
});

describe("figures", () => {
  it("says money in the currency of the export, whatever that calls itself", () => {
    expect(currency(1.2, "EUR")).toBe("€1.20");
    expect(currency(1.2, "credits")).toBe("1.2 credits");
  });
  it("says sizes, shares and lists", () => {
    expect([bytes(0), bytes(1), bytes(1_400_000), bytes(12_300_000_000)]).toEqual(["0 bytes", "1 byte", "1.4 MB", "12 GB"]);
    expect(percent(0.126)).toBe("13%");
    expect(list(["one", "two", "three"])).toBe("one, two and three");
  });
  it.each([
    [0.9, "0 s"],
    [59, "59 s"],
    [125, "2 min 5 s"],
    [3600, "1 h"],
    [4320, "1 h 12 min"],
  ])("says %s seconds", (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});

describe("moments", () => {
  const now = "2026-03-04T23:30:00Z";
  it.each([
    ["2026-03-04T23:30:20Z", "just now"],
    ["2026-03-04T23:25:00Z", "5 minutes ago"],
    ["2026-03-05T01:30:00Z", "in 2 hours"],
    ["2026-03-03T23:30:00Z", "1 day ago"],
    ["2026-02-18T23:30:00Z", "2 weeks ago"],
    ["2024-03-04T23:30:00Z", "2 years ago"],
    ["2026-03-04T22:30:30Z", "1 hour ago"],
  ])("%s is %s", (value, words) => {
    expect(relative(value, now)).toBe(words);
  });
  it("are told in the zone asked for, and a plain date is the same day everywhere", () => {
    expect(dateTime(now, "Europe/Berlin")).toBe("5 Mar 2026, 00:30");
    expect(zoneName(now, "Europe/Berlin")).toBe("Europe/Berlin, GMT+1");
    expect(date(now, "America/New_York")).toBe("4 Mar 2026");
    expect(date("2026-03-04", "Pacific/Auckland")).toBe("4 Mar 2026");
    expect(date("2026-03-04", "America/Los_Angeles")).toBe("4 Mar 2026");
  });
});

describe("words", () => {
  it("reads values it does not know as they are called", () => {
    expect(statusWord("content", "in_review")).toMatchObject({ label: "In review", tone: "warning" });
    expect(statusWord("content", "being_translated")).toMatchObject({ label: "Being translated", tone: "neutral" });
    expect(operationWord("planning.auto_cluster").label).toBe("Cluster keywords");
    expect(wordOf(INTENT, "commercial").explain).toBe("People compare before they buy.");
  });
});

describe("class names", () => {
  it("knows sizes of text from its colours", () => {
    expect(cn("text-sm text-muted", "text-base")).toBe("text-muted text-base");
    expect(cn("text-muted", "text-text")).toBe("text-text");
    expect(cn("text-2xl text-faint", "text-on-accent")).toBe("text-2xl text-on-accent");
    expect(cn("rounded-md bg-surface", "rounded-lg bg-accent-soft")).toBe("rounded-lg bg-accent-soft");
  });
});
