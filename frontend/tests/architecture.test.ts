import { globSync, readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const FEATURES = resolve(ROOT, "src/features");

const sources = globSync("src/**/*.{ts,tsx}", { cwd: ROOT }).map((path) => path.replaceAll("\\", "/"));
const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1];

/** What a file names in import, export ... from and import(): the same for types and for values. */
function importsOf(path: string): string[] {
  const text = readFileSync(resolve(ROOT, path), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map((match) => match[1] ?? "");
}

/** A path below src for what is imported, or null for a package. */
function target(path: string, name: string): string | null {
  if (name.startsWith("@/")) return `src/${name.slice(2)}`;
  return name.startsWith(".") ? relative(ROOT, resolve(ROOT, path, "..", name)).replaceAll("\\", "/") : null;
}

const edges = sources.flatMap((path) =>
  importsOf(path)
    .map((name) => target(path, name))
    .filter((to) => to !== null)
    .map((to) => ({ path, to })),
);

describe("how the dashboard hangs together", () => {
  it("finds files and their imports", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(edges).toContainEqual({ path: "src/app/main.tsx", to: "src/app/router" });
  });

  it("has no feature that imports another or the frame", () => {
    const wrong = edges.filter(({ path, to }) => {
      const from = featureOf(path);
      return from !== undefined && ((to.startsWith("src/features/") && featureOf(`${to}/`) !== from) || to.startsWith("src/app/"));
    });
    expect(wrong).toEqual([]);
  });

  it("shares nothing that knows a feature or the frame", () => {
    expect(edges.filter(({ path, to }) => path.startsWith("src/shared/") && /^src\/(features|app)\//.test(to))).toEqual([]);
  });

  it("keeps the components of the interface free of the product's rows", () => {
    const isTest = (path: string) => /\.test\.tsx?$/.test(path);
    expect(edges.filter(({ path, to }) => /^src\/shared\/(ui|lib)\//.test(path) && !isTest(path) && to.startsWith("src/shared/entities/"))).toEqual([]);
  });

  it("plugs in every feature by its routes, and loads no page before it is opened", () => {
    const folders = new Set(sources.map(featureOf).filter((name) => name !== undefined));
    expect(folders.size).toBeGreaterThan(3);
    for (const name of folders) {
      const path = `src/features/${name}/routes.tsx`;
      expect(sources, `${path} is missing`).toContain(path);
      const text = readFileSync(resolve(FEATURES, name, "routes.tsx"), "utf8");
      expect(text, path).toMatch(/export const feature: Feature =/);
      expect(text, `${path} imports a page eagerly`).not.toMatch(/from ["']\.\/pages\//);
    }
  });
});
