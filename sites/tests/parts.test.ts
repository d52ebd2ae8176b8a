import assert from "node:assert/strict";
import { it } from "node:test";
import { sitemapFiles } from "../src/renderer/sitemap.ts";
import { contrast, readableOn } from "../src/site/color.ts";
import { createSite } from "../src/site/model.ts";
import { parseDefinition } from "../src/site/parse.ts";
import { htmlSummary, shorten, slugify } from "../src/site/text.ts";
import { makeDefinition } from "./support/definition.ts";
import { xmlTexts } from "./support/xml.ts";

it("any accent becomes readable on both grounds", () => {
  for (const accent of ["#ffffff", "#000000", "#ffff00", "#00ff00", "#3d4eac", "#777777", "#ff0000", "#0000ff"]) {
    for (const ground of ["#fdfcfa", "#f4f1ec", "#131211", "#1e1c1a"]) assert.ok(contrast(readableOn(accent, ground), ground) >= 4.5, `${accent} on ${ground}`);
  }
  assert.equal(readableOn("#3d4eac", "#fdfcfa"), "#3d4eac");
  // Reference values of the WCAG definition.
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

it("a sitemap too long for one file becomes an index and its parts", () => {
  const site = createSite(parseDefinition(makeDefinition()), { stylesheet: "", preloadFont: "", icon: "", images: new Map() });
  const entries = Array.from({ length: 7 }, (_, index) => ({ href: `/p/${index}/`, updatedAt: null }));
  const files = sitemapFiles(site, entries, 3);
  assert.deepEqual([...files.keys()], ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
  assert.deepEqual(xmlTexts(files.get("sitemap.xml") ?? "", "loc").map((url) => url.split("/").at(-1)), ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
  assert.equal([...files.values()].slice(1).flatMap((xml) => xmlTexts(xml, "loc")).length, 7);
});

it("summaries are whole words of the text", () => {
  assert.equal(htmlSummary("<h2>Title</h2><p>One &amp; <b>two</b>.</p><p>Three</p>", 100), "One & two. Three");
  assert.equal(shorten("alpha beta gamma", 11), "alpha beta…");
  assert.equal(shorten("x".repeat(20), 10), `${"x".repeat(9)}…`);
  assert.ok(shorten(`${"x".repeat(8)}😀😀`, 10).isWellFormed());
});

it("labels of any script become path segments", () => {
  assert.equal(slugify("  AI & SEO Tools! "), "ai-seo-tools");
  assert.equal(slugify("ai-seo tools"), "ai-seo-tools");
  assert.equal(slugify("قهوة جيدة"), "قهوة-جيدة");
  assert.equal(slugify("😀"), "");
});
