import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DefinitionError } from "../src/site/errors.ts";
import { parseDefinition } from "../src/site/parse.ts";
import { makeDefinition, makePost } from "./support/definition.ts";

type Json = Record<string, unknown>;

/** The definition with one field replaced, by its JSON path; `undefined` removes it. */
function broken(path: string, value: unknown): unknown {
  const whole = structuredClone(makeDefinition()) as unknown as Json;
  const keys = path.slice(2).split(/[.[\]]+/).filter((key) => key !== "");
  const last = keys.pop() ?? "";
  const holder = keys.reduce<Json>((at, key) => at[key] as Json, whole);
  holder[last] = value;
  return JSON.parse(JSON.stringify(whole));
}

describe("a faulty definition is refused by the name of its field", () => {
  const faults: [string, unknown][] = [
    ["$.version", 2],
    ["$.surprise", 1],
    ["$.site.colour", "red"],
    ["$.posts[1].titel", "x"],
    ["$.posts", undefined],
    ["$.posts[2].title", ""],
    ["$.posts[2].title", 5],
    ["$.posts[2].title", "two\nlines"],
    ["$.posts[0].html", "nul \u0000"],
    ["$.posts[0].excerpt", "half \ud83d"],
    ["$.posts[0].published_at", "2026-01-01"],
    ["$.posts[0].published_at", "2026-01-01T10:00:00"],
    ["$.posts[0].published_at", "2026-13-01T10:00:00Z"],
    ["$.posts[0].language", "not a language"],
    ["$.posts[0].schema_type", "</script>"],
    ["$.posts[0].author", "nobody"],
    ["$.posts[0].categories[0]", "unknown"],
    ["$.posts[1].slug", "post-1"],
    ["$.posts[1].path", "/post-1/"],
    ["$.posts[1].path", "/"],
    ["$.posts[1].path", "/../x"],
    ["$.pages[0].slug", "post-1"],
    ["$.categories[1].slug", "even"],
    ["$.site.locale", "english please"],
    ["$.site.timezone", "Moon/Base"],
    ["$.site.base_url", "javascript:alert(1)"],
    ["$.site.base_url", "https://user:pw@sites.example/s/test-site"],
    ["$.site.base_path", "/s/other"],
    ["$.site.base_path", "/s/test-site/"],
    ["$.site.slug", "Test Site"],
    ["$.site.theme", { accent: "red" }],
    ["$.authors[0].same_as[0]", "javascript:alert(1)"],
    ["$.redirects", [{ from: "//evil.example", to: "/x/", status: 301 }]],
    ["$.redirects", [{ from: "/x/", to: "//evil.example", status: 301 }]],
    ["$.redirects", [{ from: "/x/", to: "/\\evil.example", status: 301 }]],
    ["$.redirects", [{ from: "/x/", to: "/y/", status: 200 }]],
    ["$.assets_root", "relative/folder"],
  ];
  const inside: Record<string, string> = { "$.site.theme": "$.site.theme.accent", "$.redirects": "$.redirects[0]" };
  for (const [path, value] of faults) {
    it(`${path} = ${JSON.stringify(value)}`, () => {
      assert.throws(
        () => parseDefinition(broken(path, value)),
        (error) => error instanceof DefinitionError && error.path.startsWith(inside[path] ?? path) && error.message.startsWith(error.path),
      );
    });
  }
});

describe("slugs that would leave their folder or take another page's place", () => {
  for (const slug of ["..", ".", "a/b", "a\\b", "a b", "Upper", "a.b", ".htaccess", "", "%2e%2e", "a\u0000b", "page", "category", "tag", "assets", "index", "-a", "e\u0301", "x".repeat(201), "日".repeat(67), "😀"]) {
    it(JSON.stringify(slug), () => {
      assert.throws(() => parseDefinition(makeDefinition({ posts: [makePost(1, { slug })] })), { path: "$.posts[0].slug" });
    });
  }
});

for (const input of [null, 5, "text", [], {}]) {
  it(`${JSON.stringify(input)} is no definition`, () => {
    assert.throws(() => parseDefinition(input), DefinitionError);
  });
}

it("missing and null fields mean the same", () => {
  const { site } = makeDefinition();
  const short = parseDefinition({ version: 1, site, posts: [{ id: 1, slug: "a", title: "A", html: "", published_at: "2026-01-01T00:00:00+05:00" }] });
  const nulls = parseDefinition({
    version: 1,
    site: { ...site, theme: null },
    posts: [{ id: "1", slug: "a", title: "A", html: "", excerpt: null, author: null, image: null, language: null, provenance: null, path: null, updated_at: null, reading_minutes: null, published_at: "2026-01-01T00:00:00+05:00" }],
    assets_root: null,
  });
  assert.deepEqual(short, nulls);
});
