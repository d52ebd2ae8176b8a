import type { SiteDefinitionInput } from "../../src/site/definition.ts";

export type PostInput = SiteDefinitionInput["posts"][number];

/** A post that differs from its neighbours in slug, title and day. */
export function makePost(number: number, changes: Partial<PostInput> = {}): PostInput {
  return {
    id: number,
    slug: `post-${number}`,
    title: `Post number ${number}`,
    html: `<p>First paragraph of post ${number}.</p><h2>One</h2><p>Text.</p><h2>Two</h2><p>More text.</p>`,
    excerpt: `What post ${number} is about.`,
    published_at: new Date(Date.UTC(2026, 0, 1) - number * 86_400_000).toISOString(),
    author: "ann",
    categories: [number % 2 === 0 ? "even" : "odd"],
    tags: [],
    ...changes,
  };
}

export function makeDefinition(changes: Partial<Omit<SiteDefinitionInput, "site">> & { site?: Partial<SiteDefinitionInput["site"]> } = {}): SiteDefinitionInput {
  const { site, ...rest } = changes;
  return {
    version: 1,
    categories: [
      { slug: "even", name: "Even & calm", description: "Posts with even numbers." },
      { slug: "odd", name: "Odd" },
      { slug: "empty", name: "Empty" },
    ],
    authors: [{ slug: "ann", name: "Ann Author", bio: "Writes.", same_as: ["https://example.org/ann"] }],
    posts: [makePost(1), makePost(2), makePost(3)],
    pages: [{ slug: "about", title: "About", html: "<p>About us.</p>" }],
    ...rest,
    site: {
      id: 7,
      name: "Test site",
      slug: "test-site",
      description: "A site for tests.",
      locale: "en-GB",
      timezone: "Europe/London",
      base_url: "https://sites.example/s/test-site",
      base_path: "/s/test-site",
      updated_at: "2026-02-01T12:00:00Z",
      index: true,
      ...site,
    },
  };
}
