import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { OutputFolder } from "../src/renderer/output.ts";
import { readManifest } from "../src/renderer/manifest.ts";
import { makeDefinition, makePost } from "./support/definition.ts";
import { putImages } from "./support/png.ts";
import { listFiles, render, scratch } from "./support/rendered.ts";

it("the manifest lists every other file with its hash and size", async () => {
  const site = await render(makeDefinition(), { fsync: true });
  const manifest = readManifest(site.folder);
  assert.deepEqual(Object.keys(manifest?.files ?? {}).sort(), site.files.filter((file) => file !== "manifest.json"));
  let bytes = 0;
  for (const [path, { sha256, size }] of Object.entries(manifest?.files ?? {})) {
    const content = readFileSync(join(site.folder, path));
    assert.equal(createHash("sha256").update(content).digest("hex"), sha256);
    assert.equal(content.length, size);
    bytes += size;
  }
  assert.equal(site.result.files, site.files.length - 1);
  assert.equal(site.result.bytes, bytes);
});

it("the same definition gives the same bytes", async () => {
  const [one, two] = [await render(makeDefinition()), await render(makeDefinition())];
  assert.deepEqual(readManifest(one.folder), readManifest(two.folder));
});

describe("a version with a version before it", async () => {
  const root = scratch();
  const first = await render(makeDefinition(), { out: join(root, "v1") });
  const inode = (version: string, path: string) => statSync(join(root, version, path)).ino;

  it("links what is equal and writes what changed", async () => {
    const second = await render(makeDefinition({ posts: [makePost(1, { html: "<p>Changed.</p>" }), makePost(2), makePost(3)] }), { out: join(root, "v2"), previous: first.folder });
    assert.equal(inode("v2", "post-2/index.html"), inode("v1", "post-2/index.html"));
    assert.notEqual(inode("v2", "post-1/index.html"), inode("v1", "post-1/index.html"));
    assert.match(second.read("post-1/index.html"), /Changed\./);
    assert.doesNotMatch(first.read("post-1/index.html"), /Changed\./);
    assert.ok(second.result.linked > 10 && second.result.linked < second.result.files);
  });

  it("does not trust a damaged file or manifest of it", async () => {
    const before = await render(makeDefinition(), { out: join(root, "v3") });
    writeFileSync(join(before.folder, "post-2/index.html"), "damaged");
    const manifest = JSON.parse(before.read("manifest.json")) as { files: Record<string, unknown> };
    manifest.files["../../outside.txt"] = manifest.files["post-3/index.html"];
    writeFileSync(join(before.folder, "manifest.json"), JSON.stringify(manifest));
    const after = await render(makeDefinition(), { out: join(root, "v4"), previous: before.folder });
    assert.equal(after.read("post-2/index.html"), first.read("post-2/index.html"));
    writeFileSync(join(before.folder, "manifest.json"), "{");
    assert.equal((await render(makeDefinition(), { out: join(root, "v5"), previous: before.folder })).result.linked, 0);
    assert.equal((await render(makeDefinition(), { out: join(root, "v6"), previous: join(root, "absent") })).result.linked, 0);
  });
});

describe("a folder that cannot be used", () => {
  it("is refused when something is in it, and left alone", async () => {
    const folder = scratch();
    writeFileSync(join(folder, "mine.txt"), "mine");
    await assert.rejects(render(makeDefinition(), { out: folder }), { code: "output_not_empty" });
    assert.deepEqual(listFiles(folder), ["mine.txt"]);
  });

  it("is empty again after a failure half-way, and works then", async () => {
    const folder = scratch();
    const assets = scratch();
    const definition = makeDefinition({ assets_root: assets, posts: [makePost(1, { image: { file: "late.png" } })] });
    await assert.rejects(render(definition, { out: folder }), { code: "asset_missing", path: "$.posts[0].image.file" });
    assert.deepEqual(readdirSync(folder), []);
    putImages(assets, "late.png");
    assert.ok((await render(definition, { out: folder })).files.includes("manifest.json"));
  });
});

it("no path leaves the output folder", () => {
  for (const path of ["../x", "/etc/x", "a/../../x", "", ".", "a\u0000", "manifest.json"]) {
    assert.throws(() => { new OutputFolder(scratch(), null).add(path, "x"); }, { code: "path_outside" }, path);
  }
  const output = new OutputFolder(scratch(), null);
  output.add("a.txt", "1");
  assert.throws(() => { output.add("a.txt", "2"); }, { code: "path_collision" });
});

it("no image comes from outside of the assets folder or in another format", async () => {
  const root = scratch();
  const assets = join(root, "assets");
  mkdirSync(assets);
  putImages(root, "secret.png");
  putImages(assets, "a.svg", "folder.png/x.png");
  symlinkSync("../secret.png", join(assets, "link.png"));
  const codes: Record<string, string> = { "../secret.png": "asset_outside", "link.png": "asset_outside", "absent.png": "asset_missing", "folder.png": "asset_missing", "a.svg": "invalid_definition", [join(root, "secret.png")]: "asset_outside" };
  for (const [file, code] of Object.entries(codes)) {
    await assert.rejects(render(makeDefinition({ assets_root: assets, posts: [makePost(1, { images: [{ file }] })] })), { code, path: "$.posts[0].images[0].file" }, file);
  }
});

it("redirects follow chains, break circles and give way to pages", async () => {
  const redirect = (from: string, to: string) => ({ from, to, status: 301 as const });
  const site = await render(makeDefinition({ redirects: [redirect("/a/", "/b"), redirect("/b/", "/post-1/"), redirect("/c", "/d"), redirect("/d", "/c"), redirect("/post-2/", "/post-1/"), redirect("/ö ld".replace(" ", "%20"), "https://other.example/x"), redirect("/__proto__/", "/post-3/")] }));
  assert.deepEqual(JSON.parse(site.read("_redirects.json")), JSON.parse(`{"version":1,"redirects":{
    "/a":{"to":"/s/test-site/post-1/","status":301},
    "/b":{"to":"/s/test-site/post-1/","status":301},
    "/ö ld":{"to":"https://other.example/x","status":301},
    "/__proto__":{"to":"/s/test-site/post-3/","status":301}}}`));
});
