import { describe, expect, it } from "vitest";

import type { Usage } from "../api/billing";
import { finding } from "./finding";
import { daysOf } from "./period";

const row = (key: string, label: string, credits: number) => ({ key, label, credits, units: 1, runs: 1 });
const usage = (group_by: Usage["group_by"], rows: Usage["rows"]): Usage => ({ group_by, date_from: "2026-03-01", date_to: "2026-03-31", rows, total: rows.reduce((sum, one) => sum + one.credits, 0) });

describe("periods", () => {
  it("counts today as one of the days", () => {
    expect(daysOf("7d", new Date("2026-03-10T01:00:00Z"))).toEqual({ from: "2026-03-04", to: "2026-03-10" });
  });

  it("ends the last month on its last day, also over New Year", () => {
    expect(daysOf("last-month", new Date("2026-03-10T01:00:00Z"))).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    expect(daysOf("last-month", new Date("2026-01-31T23:00:00Z"))).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  });
});

describe("the finding over the chart", () => {
  it("names what took most", () => {
    expect(finding(usage("operation", [row("a", "Write articles", 75), row("b", "Cluster keywords", 25)]))).toBe("Write articles took 75% of 100 credits");
  });

  it("says so when there is nothing", () => {
    expect(finding(usage("site", []))).toBe("Nothing was spent");
  });

  it("names the day", () => {
    expect(finding(usage("day", [row("2026-03-04", "", 3), row("2026-03-05", "", 9)]))).toBe("12 credits spent, most of them on 5 Mar 2026");
  });
});
