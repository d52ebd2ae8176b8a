import { describe, expect, it } from "vitest";

import { lossesOf, outlineOf, parseHtml, serialise } from "./serialise";

const trip = (html: string): string => serialise(parseHtml(html));

describe("a text that goes through the editor", () => {
  it.each([
    ["paragraphs and headings", '<p>One <strong>bold</strong> and <em>italic</em>, <code>code</code>.</p>\n<h2>Two</h2>\n<h3 id="three">Three</h3>\n<p lang="fr" class="lead">Quatre<br>cinq</p>'],
    ["lists", '<ul><li>One</li><li>Two<ul><li>Deep</li></ul></li></ul>\n<ol start="3" type="a"><li>C</li></ol>'],
    ["a table with a head", '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody><tr><td>1</td><td colspan="2">2</td></tr></tbody></table>'],
    ["links with their rel", '<p>See <a href="/brew" title="Brewing" rel="nofollow sponsored" hreflang="en">how to brew</a>.</p>'],
    ["an image with a caption", '<figure class="alignwide"><img src="/api/v1/writer/images/1/file/" alt="A cup" width="640" height="360"><figcaption>A cup, <em>empty</em></figcaption></figure>'],
    ["an image without one", '<figure><img src="a.png" alt="A cup"></figure>'],
    ["an image in a line", '<p>Before <img src="a.png" alt="Icon"> after</p>'],
    ["rare marks", '<p>H<sub>2</sub>O, x<sup>2</sup>, <mark>so</mark>, <kbd>Esc</kbd>, <abbr title="as soon as possible">ASAP</abbr>, <time datetime="2026-01-01">today</time>, <del>old</del> <ins>new</ins>, <s>gone</s>, <u>under</u></p>'],
    ["boxes", '<div class="note"><p>Mind this.</p></div>\n<section id="part"><p>Inside.</p></section>'],
    ["what is kept whole", '<details open=""><summary>More</summary><p>Text</p></details>\n<dl><dt>Term</dt><dd>Meaning</dd></dl>\n<table><caption>Prices</caption><tbody><tr><td>1</td></tr></tbody></table>'],
    ["quotes and code", '<blockquote cite="https://example.com/"><p>Said.</p></blockquote>\n<pre><code>a &lt; b</code></pre>\n<hr>'],
    ["a span that says something", '<p>The word <span lang="de">Kaffee</span>.</p>'],
  ])("keeps %s exactly", (_, html) => {
    expect(trip(html)).toBe(html);
    expect(lossesOf(html)).toEqual([]);
  });

  it("is told what it would lose", () => {
    expect(lossesOf('<p>One <a href="#top" id="here">two</a></p>')).toEqual([]);
    expect(lossesOf('<p id="x">One</p><h2><img src="a.png" alt="A"></h2><pre><code>a <a href="/b">b</a></code></pre>')).toEqual([
      { what: "link", count: 1 },
      { what: "href of link", count: 1 },
    ]);
  });

  it("takes b and i for what they mean", () => {
    expect(trip("<p><b>x</b> <i>y</i></p>")).toBe("<p><strong>x</strong> <em>y</em></p>");
    expect(lossesOf("<p><b>x</b> <i>y</i></p>")).toEqual([]);
  });

  it("cannot carry a script out of what is kept whole", () => {
    expect(trip('<details><summary onclick="x()">a</summary><script>alert(1)</script><a href="javascript:x()">b</a></details>')).toBe("<details><summary>a</summary><a>b</a></details>");
  });

  it("counts words below each heading", () => {
    const { entries, before, words } = outlineOf(parseHtml("<p>a b</p><h2>One</h2><p>c d e</p><h3>Sub</h3><p>f</p><h2>Two</h2>"), (text) => text.split(/\s+/).filter(Boolean).length);
    expect(before).toBe(2);
    expect(words).toBe(9);
    expect(entries.map(({ text, words: count }) => [text, count])).toEqual([["One", 4], ["Sub", 1], ["Two", 0]]);
  });
});
