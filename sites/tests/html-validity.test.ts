import assert from "node:assert/strict";
import { it } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { makeDefinition, makePost } from "./support/definition.ts";
import { putImages } from "./support/png.ts";
import { render, scratch } from "./support/rendered.ts";

it("every kind of page is valid and accessible HTML", async () => {
  const assets = scratch();
  putImages(assets, "cover.png");
  const posts = Array.from({ length: 12 }, (_, index) =>
    makePost(index + 1, { tags: ["One"], reading_minutes: 3, image: index % 2 === 0 ? { file: "cover.png", alt: "Cup", width: 1, height: 1, caption: "A cup." } : null, provenance: { model: "a model", note: null } }),
  );
  const site = await render(makeDefinition({ posts, assets_root: assets }));
  const validator = new HtmlValidate(
    new StaticConfigLoader({
      extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
      rules: {
        // Matters of style that React decides: <br/>, charSet, crossOrigin.
        "void-style": "off",
        "attr-case": "off",
        // Search results cut long titles themselves; the customer's words are not ours to cut.
        "long-title": "off",
        // The stylesheet comes from the site itself.
        "require-sri": "off",
      },
    }),
  );
  for (const file of site.files.filter((name) => name.endsWith(".html"))) {
    const report = await validator.validateString(site.read(file), file);
    assert.deepEqual(
      report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
      [],
      file,
    );
  }
});
