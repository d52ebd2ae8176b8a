import { describe, expect, it } from "vitest";

import type { Site } from "@/shared/entities/site";

import { changesOf, formOf } from "./settings";

const site = { name: "Home coffee", slug: "home-coffee", domain: "", locale: "en", timezone: "UTC", hosting_type: "igny8_sites", publish_policy: "review", brand_voice: { tone: "warm", person: "we" } } as unknown as Site;

describe("site settings", () => {
  it("sends only what was changed", () => {
    expect(changesOf(site, formOf(site))).toEqual({});
    expect(changesOf(site, { ...formOf(site), name: " Home brew ", publish_policy: "auto" })).toEqual({ name: "Home brew", publish_policy: "auto" });
  });

  it("keeps parts of the brand voice that the form does not show", () => {
    const form = formOf(site);
    expect(changesOf(site, { ...form, voice: { ...form.voice, tone: "", avoid: "jargon" } })).toEqual({ brand_voice: { person: "we", avoid: "jargon" } });
  });
});
