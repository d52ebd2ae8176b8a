import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

import { pages } from "../support/page-list.ts";
import { seeded } from "../support/seeded.ts";
import { signIn, visit } from "../support/session.ts";

const phone = { width: 390, height: 844 };
const desktop = { width: 1366, height: 850 };

for (const [theme, viewport] of [
  ["light", desktop],
  ["dark", phone],
] as const) {
  for (const kind of ["open", "signed in"] as const) {
    test(`axe finds nothing and nothing overflows on pages ${kind}: ${theme}, ${viewport.width} px`, async ({ browser }) => {
      test.setTimeout(600_000);
      const context = await browser.newContext({ colorScheme: theme, viewport, reducedMotion: "reduce" });
      const page = await context.newPage();
      const seed = seeded();
      if (kind === "signed in") await signIn(page, seed.owner);
      const found: string[] = [];
      for (const listed of pages.filter((each) => (each.open === true) === (kind === "open"))) {
        await visit(page, listed.path(seed));
        const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
        for (const violation of violations) found.push(`${listed.name}: ${violation.id} at ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`);
        const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const);
        if (wide > room) found.push(`${listed.name}: ${wide - room} px too wide`);
        const ids = await page.evaluate(() => document.body.innerText.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []);
        if (ids.length > 0) found.push(`${listed.name}: shows raw ids ${ids.slice(0, 2).join(", ")}`);
      }
      expect(found).toEqual([]);
      await context.close();
    });
  }
}
