import { describe, expect, it } from "vitest";

import { bodyOf, schemaOf, type SiteForm, siteForm, stepOf, withSector } from "./wizard";

const values: SiteForm = { name: " Home coffee ", domain: " ", locale: "en", timezone: "Europe/Berlin", industry_id: null, sectors: [{ name: "Brewing", industry_sector_id: null }], publish_policy: "review" };

describe("the set-up wizard", () => {
  it("sends trimmed values and leaves out what was not given", () => {
    expect(bodyOf(values)).toEqual({ name: "Home coffee", locale: "en", timezone: "Europe/Berlin", publish_policy: "review", sectors: [{ name: "Brewing" }] });
  });

  it("leads back to the step of a field the server refused, also of a nested one", () => {
    expect(stepOf("domain")).toBe(0);
    expect(stepOf("sectors.0.name")).toBe(1);
    expect(stepOf("something_new")).toBe(0);
  });

  it("takes a topic once whatever its case, and five at most", () => {
    const twice = withSector(values.sectors, { name: "brewing ", industry_sector_id: null });
    expect(twice).toHaveLength(1);
    const many = ["a", "b", "c", "d", "e", "f"].reduce((sectors, name) => withSector(sectors, { name, industry_sector_id: null }), values.sectors);
    expect(many.map((sector) => sector.name)).toEqual(["Brewing", "a", "b", "c", "d"]);
  });

  it("asks of a step only what is on it, and keeps what comes later", () => {
    const early = { ...values, sectors: [] };
    expect(schemaOf(0).parse(early)).toMatchObject({ sectors: [], publish_policy: "review" });
    expect(schemaOf(0).safeParse({ ...early, name: " " }).success).toBe(false);
    expect(schemaOf(2).safeParse(early).success).toBe(false);
  });

  it("wants a topic before it goes on", () => {
    const answer = siteForm.safeParse({ ...values, sectors: [] });
    expect(answer.error?.issues[0]?.message).toMatch(/at least one topic/);
  });
});
