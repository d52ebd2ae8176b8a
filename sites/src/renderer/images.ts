import { createHash } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { basename, extname, resolve, sep } from "node:path";
import type { SiteDefinition } from "../site/definition.ts";
import { DefinitionError } from "../site/errors.ts";
import { slugify } from "../site/text.ts";
import type { OutputFolder } from "./output.ts";

/** Raster formats browsers show; SVG can carry scripts and stays out. */
const EXTENSIONS = new Set([".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"]);

/**
 * Copies every image of a definition under a name made of its content, so browsers may keep it for ever.
 *
 * @returns path in the output by the file name the definition uses
 * @throws DefinitionError when a file is missing, of another format or outside of `assets_root`
 */
export function copyImages({ posts, assets_root }: SiteDefinition, output: OutputFolder): Map<string, string> {
  const paths = new Map<string, string>();
  const written = new Set<string>();
  const copy = (file: string, at: string) => {
    if (paths.has(file)) return;
    const bytes = readImage(assets_root ?? "", file, at);
    const extension = extname(file).toLowerCase();
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
    const path = `assets/images/${slugify(basename(file, extname(file))) || "image"}-${hash}${extension}`;
    if (!written.has(path)) output.add(path, bytes);
    written.add(path);
    paths.set(file, path);
  };
  posts.forEach(({ image, images }, index) => {
    if (image) copy(image.file, `$.posts[${index}].image.file`);
    images.forEach(({ file }, position) => {
      copy(file, `$.posts[${index}].images[${position}].file`);
    });
  });
  return paths;
}

function readImage(root: string, file: string, at: string): Buffer {
  if (!EXTENSIONS.has(extname(file).toLowerCase())) throw new DefinitionError(at, "must be an avif, gif, jpeg, png or webp file");
  const outside = () => new DefinitionError(at, "lies outside of assets_root", "asset_outside");
  if (file.includes("\0") || !resolve(root, file).startsWith(resolve(root) + sep)) throw outside();
  let real: string;
  try {
    real = realpathSync(resolve(root, file));
  } catch (error) {
    throw missing(at, error);
  }
  // A link inside the folder must not lead out of it.
  if (!real.startsWith(realpathSync(root) + sep)) throw outside();
  try {
    return readFileSync(real);
  } catch (error) {
    throw missing(at, error);
  }
}

function missing(at: string, cause: unknown): DefinitionError {
  const error = new DefinitionError(at, "names a file that is not in assets_root", "asset_missing");
  error.cause = cause;
  return error;
}
