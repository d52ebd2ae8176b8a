// Bundles the renderer and the sites server into dist/, each one self-contained file beside the fonts it ships.
// With --tests the test and bench files are bundled into build/ as well, so that they can import TSX.
import { build, transform } from "esbuild";
import { cp, glob, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createRequire } from "node:module";

const root = join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);

/** CSS is imported as minified text: the renderer puts the theme in front, hashes it and writes it as one file. */
const cssAsText = {
  name: "css-as-text",
  setup(context) {
    context.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code, loader: "text" };
    });
  },
};

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node22",
  format: "esm",
  jsx: "automatic",
  legalComments: "none",
  logLevel: "warning",
  // React chooses its build by this name; the development build renders about seven times slower.
  define: { "process.env.NODE_ENV": '"production"' },
  banner: { js: 'import { createRequire as __createRequire } from "node:module";\nconst require = __createRequire(import.meta.url);' },
  plugins: [cssAsText],
};

await rm(join(root, "dist"), { recursive: true, force: true });
await build({ ...shared, entryPoints: { render: "src/renderer/main.ts", server: "src/server/main.ts" }, outdir: "dist", minify: true });

const fonts = join(require.resolve("@fontsource-variable/source-serif-4/package.json"), "..");
await mkdir(join(root, "dist/fonts"), { recursive: true });
await cp(join(fonts, "LICENSE"), join(root, "dist/fonts/LICENSE"));
for (const style of ["normal", "italic"]) {
  for (const subset of ["latin", "latin-ext"]) {
    const name = `source-serif-4-${subset}-wght-${style}.woff2`;
    await cp(join(fonts, "files", name), join(root, "dist/fonts", name));
  }
}

if (process.argv.includes("--tests")) {
  await rm(join(root, "build"), { recursive: true, force: true });
  const entryPoints = await Array.fromAsync(glob(["tests/*.test.ts", "bench/*.ts"], { cwd: root }));
  await build({ ...shared, entryPoints, outdir: "build", outbase: ".", packages: "external", sourcemap: "inline" });
}
