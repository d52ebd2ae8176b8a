import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { attr, canonicalOf, metaOf, parseHtml, textOf } from "./support/html.ts";
import { makeDefinition, makePost } from "./support/definition.ts";
import { putImages } from "./support/png.ts";
import { render, scratch, type Rendered } from "./support/rendered.ts";
import { xmlTexts } from "./support/xml.ts";

const ORIGIN = "https://sites.example";
const BASE = "/s/test-site";

/** The file a root-relative link of the site leads to. */
function fileOf(link: string): string {
  const path = decodeURIComponent(link.replace(/[?#].*$/, "").slice(BASE.length + 1));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

function pagesOf({ files, read }: Rendered) {
  return files.filter((file) => file.endsWith(".html")).map((file) => ({ file, html: read(file), page: parseHtml(read(file)) }));
}

/** What holds for every site, whatever is in it. */
function checkSite(site: Rendered): void {
  const indexable: string[] = [];
  for (const { file, page } of pagesOf(site)) {
    assert.deepEqual(page.errors, [], file);
    assert.equal(page.all("title").length, 1, file);
    assert.equal(page.all("h1").length, 1, file);
    assert.equal(page.all("main").length, 1, file);
    assert.ok(attr(page.all("html")[0], "lang"), file);
    const ids = page.all("html").concat(page.all("h2"), page.all("main")).flatMap((element) => attr(element, "id") ?? []);
    assert.equal(new Set(ids).size, ids.length, `${file} repeats an id`);
    for (const element of [...page.all("a"), ...page.all("link")]) {
      const href = attr(element, "href") ?? "";
      assert.notEqual(href, "", file);
      if (href.startsWith("/")) assert.ok(href.startsWith(`${BASE}/`) && site.files.includes(fileOf(href)), `${file} links to ${href}`);
    }
    for (const image of page.all("img")) assert.ok(site.files.includes(fileOf(attr(image, "src") ?? "")), `${file} shows ${attr(image, "src") ?? ""}`);
    for (const script of page.all("script")) {
      assert.equal(attr(script, "type"), "application/ld+json");
      assert.ok(JSON.parse(textOf(script)));
    }
    if (metaOf(page, "robots")?.startsWith("index")) {
      const canonical = canonicalOf(page) ?? "";
      assert.equal(fileOf(canonical.slice(ORIGIN.length)), file);
      indexable.push(canonical);
    }
  }
  assert.deepEqual(xmlTexts(site.read("sitemap.xml"), "loc").sort(), indexable.sort());
  xmlTexts(site.read("feed.xml"), "item");
}

describe("a site", async () => {
  const site = await render(makeDefinition({ posts: Array.from({ length: 23 }, (_, index) => makePost(index + 1, { tags: index < 3 ? ["Shared tag"] : index === 5 ? ["Lonely"] : [] })) }));

  it("holds all pages and files, linked to each other", () => {
    for (const file of ["index.html", "page/2/index.html", "page/3/index.html", "category/odd/page/2/index.html", "category/empty/index.html", "tag/shared-tag/index.html", "about/index.html", "404.html", "sitemap.xml", "robots.txt", "feed.xml", "_redirects.json", "manifest.json"]) {
      assert.ok(site.files.includes(file), file);
    }
    assert.equal(site.files.includes("page/4/index.html"), false);
    assert.equal(site.files.filter((file) => file.endsWith(".css")).length, 1);
    checkSite(site);
  });

  it("keeps thin and empty pages out of search engines", () => {
    const sitemap = site.read("sitemap.xml");
    for (const path of ["category/empty", "tag/lonely"]) {
      assert.match(site.read(`${path}/index.html`), /noindex/);
      assert.doesNotMatch(sitemap, new RegExp(path));
    }
    assert.match(sitemap, /tag\/shared-tag/);
    assert.match(site.read("robots.txt"), /Sitemap: https:\/\/sites\.example\/s\/test-site\/sitemap\.xml/);
  });

  it("describes a post to search engines and networks", () => {
    const page = parseHtml(site.read("post-1/index.html"));
    assert.equal(metaOf(page, "description"), "What post 1 is about.");
    assert.equal(metaOf(page, "og:type"), "article");
    assert.equal(metaOf(page, "og:url"), `${ORIGIN}${BASE}/post-1/`);
    assert.equal(metaOf(page, "twitter:card"), "summary");
    const data = JSON.parse(textOf(page.all("script")[0])) as { "@graph": Record<string, unknown>[] };
    const [article, crumbs] = data["@graph"];
    assert.equal(article?.["@type"], "BlogPosting");
    assert.equal(article.datePublished, "2025-12-31T00:00:00.000Z");
    assert.deepEqual(article.author, { "@type": "Person", name: "Ann Author", description: "Writes.", sameAs: ["https://example.org/ann"] });
    assert.equal("image" in article, false);
    assert.equal(crumbs?.["@type"], "BreadcrumbList");
    assert.equal((crumbs.itemListElement as unknown[]).length, 3);
  });

  it("relates posts of the same category", () => {
    const page = parseHtml(site.read("post-9/index.html"));
    const related = page.all("article").slice(1).map((article) => textOf(article));
    assert.equal(related.length, 3);
    for (const text of related) assert.match(text, /Post number \d*[13579]W/);
  });

  it("feeds the newest twenty posts with whole text and lasting identifiers", () => {
    const feed = site.read("feed.xml");
    assert.equal(xmlTexts(feed, "item").length, 20);
    assert.equal(new Set(xmlTexts(feed, "guid")).size, 20);
    assert.match(xmlTexts(feed, "content:encoded")[0] ?? "", /<p>First paragraph of post 1\.<\/p>/);
    assert.match(feed, /<atom:link href="https:\/\/sites\.example\/s\/test-site\/feed\.xml" rel="self"/);
  });
});

for (const count of [0, 1, 10, 11]) {
  it(`a site of ${count} posts is whole`, async () => {
    const site = await render(makeDefinition({ posts: Array.from({ length: count }, (_, index) => makePost(index + 1)) }));
    checkSite(site);
    assert.equal(site.files.includes("page/2/index.html"), count > 10);
  });
}

it("a site on its own domain links from the root", async () => {
  const site = await render(makeDefinition({ site: { base_url: "https://own.example", base_path: "" } }));
  assert.match(site.read("index.html"), /href="\/post-1\/"/);
  assert.equal(canonicalOf(parseHtml(site.read("index.html"))), "https://own.example/");
});

it("a site that stays out of search engines says so on every page and lists none", async () => {
  const site = await render(makeDefinition({ site: { index: false } }));
  for (const { file, page } of pagesOf(site)) assert.match(metaOf(page, "robots") ?? "", /^noindex/, file);
  assert.deepEqual(xmlTexts(site.read("sitemap.xml"), "loc"), []);
  assert.doesNotMatch(site.read("robots.txt"), /Disallow|Sitemap/);
});

it("hostile and foreign texts stay text", async () => {
  const evil = `</title></script><script>alert(1)</script>"'&<!-- \${1} {{7*7}} ]]> 😀`;
  const site = await render(
    makeDefinition({
      site: { name: evil, description: evil },
      categories: [{ slug: "even", name: evil, description: evil }],
      authors: [{ slug: "ann", name: evil, bio: evil, same_as: ["https://example.org/?a=1&b=%22"] }],
      posts: [
        makePost(2, { title: evil, excerpt: evil, meta_title: evil, meta_description: evil, tags: [evil, "😀", "Ünïcode tag"], html: "<p>{{7*7}} ${1} ]]&gt;</p>", provenance: { model: evil, note: evil } }),
        makePost(4, { slug: "مقال", title: "مقال عن القهوة", language: "ar" }),
        makePost(6, { slug: "über-größe-日本語", title: "日本語 😀 Größe", path: "/magazin/größe/" }),
      ],
      pages: [],
    }),
  );
  checkSite(site);
  for (const { file, html } of pagesOf(site)) assert.doesNotMatch(html, /<script>|<!--/, file);
  const page = parseHtml(site.read("post-2/index.html"));
  assert.equal(textOf(page.all("h1")[0]), evil);
  assert.equal(textOf(page.all("title")[0]), evil);
  assert.match(site.read("post-2/index.html"), /<p>\{\{7\*7\}\} \$\{1\} \]\]&gt;<\/p>/);
  const arabic = parseHtml(site.read("مقال/index.html")).all("html")[0];
  assert.equal(attr(arabic, "dir"), "rtl");
  assert.equal(attr(arabic, "lang"), "ar");
  assert.ok(site.files.includes("magazin/größe/index.html"));
});

it("images are copied once under lasting names and stand where they belong", async () => {
  const assets = scratch();
  putImages(assets, "a/cover.png", "b.png");
  const site = await render(
    makeDefinition({
      assets_root: assets,
      posts: [
        makePost(1, { image: { file: "a/cover.png", alt: 'A "cup"', width: 1, height: 1, caption: null }, images: [{ file: "b.png", alt: "B" }] }),
        makePost(2, { image: { file: "a/cover.png", alt: "" }, html: '<p title="<h2 <table ">x</p><p><img alt="a > b" src="b.png"></p><table><tbody><tr><td>1</td></tr></tbody></table>', images: [{ file: "b.png" }] }),
      ],
    }),
  );
  checkSite(site);
  assert.equal(site.files.filter((file) => file.startsWith("assets/images/")).length, 2);
  const first = site.read("post-1/index.html");
  assert.match(first, /<h2>One<\/h2><p>Text\.<\/p><figure><img src="\/s\/test-site\/assets\/images\/b-[0-9a-f]{12}\.png" alt="B" loading="lazy" decoding="async"><\/figure><h2>Two/);
  assert.match(metaOf(parseHtml(first), "og:image") ?? "", /^https:\/\/sites\.example\/s\/test-site\/assets\/images\/cover-[0-9a-f]{12}\.png$/);
  assert.match(site.read("post-2/index.html"), /<p title="<h2 <table ">x<\/p><p><img alt="a > b" src="\/s\/test-site\/assets\/images\/b-[0-9a-f]{12}\.png"><\/p><div class="scroller" role="group" tabindex="0"><table>/);
});
