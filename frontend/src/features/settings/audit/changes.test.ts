import { expect, it } from "vitest";

import { changeLines } from "./changes";

it("tells pairs of before and after from plain values and lists", () => {
  expect(changeLines({ is_default: [false, true], same_as: [["https://a.example", "https://b.example"], []], name: "Mara" })).toEqual([
    { field: "Default", before: "No", after: "Yes" },
    { field: "Profiles elsewhere", before: "https://a.example, https://b.example", after: "–" },
    { field: "Name", before: null, after: "Mara" },
  ]);
});

it("does not take two names of fields for a change from one to the other", () => {
  expect(changeLines({ fields: ["name", "timezone"] })).toEqual([{ field: "Fields", before: null, after: "Name, Timezone" }]);
});

it("puts names where it knows them and roles on one line", () => {
  const nameOf = (field: string, id: string) => (field === "site_id" && id === "s1" ? "Home coffee" : undefined);
  expect(changeLines({ before: "viewer", after: "editor", site_id: "s1", replaces_id: null }, nameOf)).toEqual([
    { field: "Role", before: "viewer", after: "editor" },
    { field: "Site", before: null, after: "Home coffee" },
    { field: "Replaces the key", before: null, after: "–" },
  ]);
});
