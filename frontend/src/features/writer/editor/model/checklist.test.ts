import { describe, expect, it } from "vitest";

import { type Check, checklist, type CheckInput, openCount } from "./checklist";
import { factsOf, mentions } from "./facts";

const tens = (text: string): number => text.length * 10;
const GOOD = '<p>A pour over coffee needs fresh beans.</p><h2>Beans</h2><p>See <a href="/beans">our beans</a>.</p><h2>Water</h2><h3>Heat</h3><p>Hot.</p>';

function run(change: Partial<CheckInput> & { html?: string } = {}): Record<string, Check> {
  const { html = GOOD, ...rest } = change;
  const groups = checklist(
    {
      title: "Pour over coffee: a guide to making it",
      metaTitle: "",
      metaDescription: "How to make pour over coffee at home with what you have.",
      slug: "pour-over-coffee",
      keyword: "pour over coffee",
      facts: factsOf(html, "example.com"),
      targetWords: null,
      hasFeaturedImage: true,
      ...rest,
    },
    tens,
  );
  return Object.fromEntries(groups.flatMap((group) => group.checks).map((one) => [one.id, one]));
}

describe("the checklist", () => {
  it("has nothing to say about a good text", () => {
    const open = Object.values(run()).filter((one) => one.state !== "good");
    expect(open).toEqual([]);
  });

  it("measures the title that result pages show", () => {
    expect(run({ title: "x".repeat(70) }).title).toMatchObject({ state: "improve", says: "The title is 700 px wide and is cut at 580 px.", fix: "Write a shorter meta title; the headline may stay." });
    expect(run({ title: "x".repeat(70), metaTitle: "y".repeat(40) }).title?.state).toBe("good");
    expect(run({ title: "" }).title?.state).toBe("missing");
  });

  it("says that phones cut a description that fits a desktop", () => {
    expect(run({ metaDescription: "x".repeat(80) }).description).toMatchObject({ state: "good" });
    expect(run({ metaDescription: "x".repeat(80) }).description?.says).toContain("Phones cut it at 680 px");
    expect(run({ metaDescription: "x".repeat(93) }).description?.state).toBe("improve");
    expect(run({ metaDescription: "" }).description?.state).toBe("missing");
  });

  it("looks for the main keyword in its places", () => {
    const checks = run({ slug: "brewing", html: "<p>Something else.</p><p>pour over coffee</p>" });
    expect(checks["keyword-h1"]?.state).toBe("good");
    expect(checks["keyword-first"]).toMatchObject({ state: "missing", says: "Not in the first paragraph." });
    expect(checks["keyword-slug"]?.state).toBe("missing");
    expect(checks["keyword-title"]).toBeUndefined();
    expect(run({ metaTitle: "Something else altogether" })["keyword-title"]?.state).toBe("missing");
    expect(run({ keyword: " " }).keyword?.state).toBe("missing");
  });

  it("finds a jump between heading levels, a second h1 and an empty heading", () => {
    expect(run({ html: "<h2>One</h2><h4>Deep</h4>" }).headings).toMatchObject({ state: "improve", says: "“Deep” jumps from h2 to h4.", fix: "Make it an h3." });
    expect(run({ html: "<h1>Again</h1>" }).headings?.says).toContain("second h1");
    expect(run({ html: "<h2></h2>" }).headings?.says).toBe("A heading is empty.");
    expect(run({ html: "<h2>a</h2><h3>b</h3><h2>c</h2>" }).headings?.state).toBe("good");
  });

  it("counts words against what the task asks for", () => {
    const html = `<p>${"word ".repeat(80)}</p>`;
    expect(run({ html, targetWords: 100 }).length).toMatchObject({ state: "improve", says: "80 words of the 100 asked for." });
    expect(run({ html, targetWords: 85 }).length?.state).toBe("good");
    expect(run({ html, targetWords: 40 }).length?.state).toBe("improve");
    expect(run({ html, targetWords: null }).length?.state).toBe("good");
  });

  it("tells internal links from external ones, by host", () => {
    expect(run({ html: '<p><a href="/a">a b</a> <a href="https://www.example.com/b">b c</a> <a href="https://other.com">c d</a></p>' }).links?.says).toBe("2 internal, 1 external links.");
    expect(run({ html: '<p><a href="/a">click here</a></p>' })["link-texts"]?.says).toBe("A link says only “click here”.");
  });

  it("wants alternative text on every image", () => {
    expect(run({ html: '<p><img src="a" alt=""><img src="b" alt="B"></p>' }).alt).toMatchObject({ state: "improve", says: "1 of 2 images have no alternative text." });
  });

  it("counts what is open", () => {
    expect(openCount([{ title: "", checks: [{ id: "a", state: "good", says: "", fix: "", place: "text" }, { id: "b", state: "missing", says: "", fix: "", place: "text" }] }])).toBe(1);
  });
});

describe("a keyword in a text", () => {
  it.each([
    ["Best Coffee Grinders of the year", "coffee grinder", "whole"],
    ["Grinders for your coffee", "coffee grinder", "parts"],
    ["Le Café crème", "cafe creme", "whole"],
    ["Coffees", "tea", "none"],
    ["AI code-review tools", "ai code review", "whole"],
  ])("%s / %s: %s", (text, keyword, found) => {
    expect(mentions(text, keyword)).toBe(found);
  });
});
