import { renderToStaticMarkup } from "react-dom/server";
import { createSite } from "../site/model.ts";
import { parseDefinition } from "../site/parse.ts";
import { iconDataUrl } from "../site/theme.ts";
import { createUrls } from "../site/urls.ts";
import { makeDurable } from "./durable.ts";
import { feedXml } from "./feed.ts";
import { copyImages } from "./images.ts";
import { OutputFolder } from "./output.ts";
import { sitePages } from "./pages.tsx";
import { resolveRedirects } from "./redirects.ts";
import { robotsTxt, sitemapFiles, type SitemapEntry } from "./sitemap.ts";
import { writeTheme } from "./theme-files.ts";

export interface RenderOptions {
  /** Folder of the new version, missing or empty. */
  out: string;
  /** Folder of the version before, for hard links, or null. */
  previous: string | null;
  /** Whether to return only when everything is on disk. */
  fsync: boolean;
  /** Folder of the theme's font files. */
  fontFolder: string;
}

export interface RenderResult {
  /** HTML pages, the 404 page included. */
  pages: number;
  /** Files in the manifest, of which `linked` are hard links into the previous version. */
  files: number;
  linked: number;
  bytes: number;
}

/**
 * Renders a whole site into a new folder.
 *
 * @param input - the parsed JSON of a site definition, unchecked
 * @throws DefinitionError naming the faulty field; SiteError for a folder that cannot be written. The folder is left empty then.
 */
export async function renderSite(input: unknown, options: RenderOptions): Promise<RenderResult> {
  const definition = parseDefinition(input);
  const output = new OutputFolder(options.out, options.previous);
  try {
    const urls = createUrls(definition.site);
    const { accent } = definition.site.theme;
    const theme = writeTheme(accent, options.fontFolder, output);
    const images = new Map([...copyImages(definition, output)].map(([file, path]) => [file, urls.file(path)]));
    const site = createSite(definition, {
      stylesheet: urls.file(theme.stylesheet),
      preloadFont: urls.file(theme.preloadFont),
      icon: iconDataUrl(definition.site.name, accent),
      images,
    });

    const listed: SitemapEntry[] = [];
    const paths = new Set<string>();
    let pages = 0;
    for (const page of sitePages(site)) {
      output.add(page.file, `<!DOCTYPE html>${renderToStaticMarkup(page.element)}`);
      paths.add(`/${page.file.replace(/\/?index\.html$/, "")}`);
      if (page.index) listed.push(page);
      pages += 1;
    }
    for (const [name, content] of sitemapFiles(site, listed)) output.add(name, content);
    output.add("robots.txt", robotsTxt(site));
    output.add("feed.xml", feedXml(site));
    const redirects = resolveRedirects(definition.redirects, definition.site.base_path, (path) => paths.has(path));
    output.add("_redirects.json", JSON.stringify(redirects));
    const { files, bytes } = output.finish();
    if (options.fsync) await makeDurable(output);
    return { pages, files, linked: output.linked, bytes };
  } catch (error) {
    output.discard();
    throw error;
  }
}
