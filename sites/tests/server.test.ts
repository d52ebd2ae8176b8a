import assert from "node:assert/strict";
import { readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { makeDefinition, makePost } from "./support/definition.ts";
import { addRoute, startServer, switchTo } from "./support/live-server.ts";
import { putImages } from "./support/png.ts";
import { render, scratch } from "./support/rendered.ts";

const assets = scratch();
putImages(assets, "a.png");
const live = await startServer();
const definition = makeDefinition({
  assets_root: assets,
  posts: [makePost(1, { image: { file: "a.png" } }), makePost(2, { slug: "größe" })],
  redirects: [{ from: "/old-name/", to: "/größe/", status: 301 }, { from: "/away/", to: "https://other.example/x", status: 302 }],
});
const site = await render(definition, { out: join(live.root, "clients/7/v1") });
for (const file of site.files) utimesSync(join(site.folder, file), 1_700_000_000, 1_700_000_000);
switchTo(live.root, "7", 1);
addRoute(live.root, "slugs", "test-site", "7\n");
await render(makeDefinition({ site: { base_url: "https://own.example", base_path: "" } }), { out: join(live.root, "clients/8/v3") });
switchTo(live.root, "8", 3);
addRoute(live.root, "hosts", "own.example", "8");

describe("addresses", () => {
  it("serves every rendered file under the slug, and keeps the two private ones", async () => {
    for (const file of site.files) {
      const path = `/s/test-site/${file.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/")}`;
      const { status, body } = await live.get(path);
      const isPrivate = file === "manifest.json" || file === "_redirects.json";
      assert.equal(status, isPrivate || file === "404.html" ? 404 : 200, path);
      if (!isPrivate) assert.ok(body.equals(readFileSync(join(site.folder, file))), path);
    }
  });

  it("serves an own domain from the root, in any letter case and with a port", async () => {
    for (const host of ["own.example", "OWN.example:8443", "own.example."]) {
      const { status, body } = await live.get("/", { Host: host });
      assert.equal(status, 200);
      assert.match(body.toString(), /href="https:\/\/own\.example\/"/);
    }
    assert.equal((await live.get("/s/test-site/", { Host: "own.example" })).status, 404);
    assert.equal((await live.get("/about", { Host: "own.example" })).headers.location, "/about/");
  });

  it("adds the missing slash, drops index.html, follows old addresses", async () => {
    const expected: Record<string, [number, string]> = {
      "/s/test-site": [301, "/s/test-site/"],
      "/s/test-site/post-1?a=b": [301, "/s/test-site/post-1/?a=b"],
      "/s/test-site/gr%C3%B6%C3%9Fe": [301, "/s/test-site/gr%C3%B6%C3%9Fe/"],
      "/s/test-site/index.html": [301, "/s/test-site/"],
      "/s/test-site/post-1/index.html": [301, "/s/test-site/post-1/"],
      "/s/test-site/old-name/": [301, "/s/test-site/gr%C3%B6%C3%9Fe/"],
      "/s/test-site/old-name": [301, "/s/test-site/gr%C3%B6%C3%9Fe/"],
      "/s/test-site/away/": [302, "https://other.example/x"],
    };
    for (const [path, [status, location]] of Object.entries(expected)) {
      const answer = await live.get(path);
      assert.deepEqual([answer.status, answer.headers.location], [status, location], path);
    }
  });

  it("answers for unknown pages, sites, hosts and versions", async () => {
    const missing = await live.get("/s/test-site/nothing/");
    assert.equal(missing.status, 404);
    assert.equal(missing.body.toString(), site.read("404.html"));
    assert.equal((await live.get("/s/other/")).status, 404);
    assert.equal((await live.get("/")).status, 404);
    assert.equal((await live.get("/", { Host: "../../clients" })).status, 404);
    addRoute(live.root, "slugs", "unpublished", "99");
    addRoute(live.root, "slugs", "broken", "../7");
    assert.equal((await live.get("/s/unpublished/")).status, 404);
    assert.equal((await live.get("/s/broken/")).status, 404);
    assert.equal((await live.get("/healthz")).status, 200);
    assert.equal((await live.get("/healthz", { Host: "own.example" })).status, 404);
  });
});

describe("headers", () => {
  it("HEAD equals GET without the body", async () => {
    for (const path of ["/s/test-site/", "/s/test-site/nothing/", "/s/test-site/post-1", "/nowhere", "/healthz"]) {
      for (const encoding of ["identity", "br"]) {
        const [got, headed] = [await live.get(path, { "Accept-Encoding": encoding }), await live.get(path, { "Accept-Encoding": encoding }, "HEAD")];
        assert.equal(headed.body.length, 0);
        assert.deepEqual({ ...headed.headers, date: "" }, { ...got.headers, date: "" });
        assert.equal(headed.status, got.status);
      }
    }
  });

  it("other methods are refused", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const { status, headers } = await live.get("/s/test-site/", {}, method);
      assert.deepEqual([status, headers.allow], [405, "GET, HEAD"]);
    }
  });

  it("types, caching and security", async () => {
    const asset = site.files.find((file) => file.endsWith(".css")) ?? "";
    const types: Record<string, string> = { "": "text/html; charset=utf-8", "feed.xml": "application/rss+xml; charset=utf-8", "sitemap.xml": "application/xml; charset=utf-8", "robots.txt": "text/plain; charset=utf-8", [asset]: "text/css; charset=utf-8" };
    for (const [path, type] of Object.entries(types)) {
      const { headers } = await live.get(`/s/test-site/${path}`);
      assert.equal(headers["content-type"], type);
      assert.equal(headers["cache-control"], path === asset ? "public, max-age=31536000, immutable" : "no-cache");
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.match(headers["content-security-policy"]?.toString() ?? "", /default-src 'none'.*frame-ancestors 'self'/);
    }
  });

  it("compresses text in the best way the client knows", async () => {
    const plain = site.read("index.html");
    const ask = async (accept: string) => {
      const { headers, body } = await live.get("/s/test-site/", { "Accept-Encoding": accept });
      return [headers["content-encoding"], headers["content-encoding"] === "br" ? brotliDecompressSync(body).toString() : headers["content-encoding"] === "gzip" ? gunzipSync(body).toString() : body.toString(), headers.vary];
    };
    assert.deepEqual(await ask("gzip, deflate, br"), ["br", plain, "Accept-Encoding"]);
    assert.deepEqual(await ask("gzip, br;q=0"), ["gzip", plain, "Accept-Encoding"]);
    assert.deepEqual(await ask("*"), ["br", plain, "Accept-Encoding"]);
    assert.deepEqual(await ask("gzip;q=0, *;q=0"), [undefined, plain, "Accept-Encoding"]);
    const image = site.files.find((file) => file.endsWith(".png")) ?? "";
    assert.equal((await live.get(`/s/test-site/${image}`, { "Accept-Encoding": "br" })).headers["content-encoding"], undefined);
  });

  it("answers 304 to who has the same bytes already", async () => {
    const { headers } = await live.get("/s/test-site/");
    const [etag, modified] = [headers.etag ?? "", headers["last-modified"] ?? ""];
    assert.equal(modified, "Tue, 14 Nov 2023 22:13:20 GMT");
    const status = async (sent: Record<string, string>) => (await live.get("/s/test-site/", sent)).status;
    assert.equal(await status({ "If-None-Match": etag }), 304);
    assert.equal(await status({ "If-None-Match": `"x", W/${etag}` }), 304);
    assert.equal(await status({ "If-None-Match": '"x"', "If-Modified-Since": modified }), 200);
    assert.equal(await status({ "If-None-Match": etag, "Accept-Encoding": "br" }), 200);
    assert.equal(await status({ "If-Modified-Since": modified }), 304);
    assert.equal(await status({ "If-Modified-Since": "Tue, 14 Nov 2034 22:13:20 GMT" }), 200, "a rolled-back file is older and still new to the client");
  });
});

it("a page fetched before a switch still finds its stylesheet", async () => {
  const css = site.files.find((file) => file.endsWith(".css")) ?? "";
  const next = await render({ ...definition, site: { ...definition.site, theme: { accent: "#aa0000" } } }, { out: join(live.root, "clients/7/v2"), previous: site.folder });
  switchTo(live.root, "7", 2);
  assert.equal(next.files.includes(css), false);
  assert.equal((await live.get(`/s/test-site/${css}`)).status, 200);
  rmSync(site.folder, { recursive: true });
  assert.equal((await live.get(`/s/test-site/${css}`)).status, 404);
  assert.equal((await live.get("/s/test-site/")).status, 200);
  assert.deepEqual(live.errors, []);
});
