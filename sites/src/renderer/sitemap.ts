import type { Site } from "../site/model.ts";
import { xml } from "./xml.ts";

/** sitemaps.org: at most 50,000 addresses in one file. */
const MAX_URLS = 50_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** One address of the sitemap. */
export interface SitemapEntry {
  href: string;
  updatedAt: string | null;
}

/**
 * Sitemap files by name: one file, or an index and its parts when there are more addresses than one file may hold.
 *
 * @param maxUrls - addresses in one file
 */
export function sitemapFiles(site: Site, entries: readonly SitemapEntry[], maxUrls = MAX_URLS): Map<string, string> {
  if (entries.length <= maxUrls) return new Map([["sitemap.xml", urlset(site, entries)]]);
  const parts = new Map<string, string>();
  for (let start = 0; start < entries.length; start += maxUrls) {
    parts.set(`sitemap-${parts.size + 1}.xml`, urlset(site, entries.slice(start, start + maxUrls)));
  }
  const list = [...parts.keys()].map((name) => `<sitemap><loc>${xml(site.urls.absolute(site.urls.file(name)))}</loc></sitemap>`);
  return new Map([["sitemap.xml", `${HEAD}<sitemapindex ${NAMESPACE}>\n${list.join("\n")}\n</sitemapindex>\n`], ...parts]);
}

function urlset(site: Site, entries: readonly SitemapEntry[]): string {
  const urls = entries.map(({ href, updatedAt }) => {
    const lastmod = updatedAt === null ? "" : `<lastmod>${xml(updatedAt)}</lastmod>`;
    return `<url><loc>${xml(site.urls.absolute(href))}</loc>${lastmod}</url>\n`;
  });
  return `${HEAD}<urlset ${NAMESPACE}>\n${urls.join("")}</urlset>\n`;
}

/**
 * robots.txt. A site that wants to stay out of search engines is still open to crawlers: only then do they see the
 * noindex on its pages.
 */
export function robotsTxt(site: Site): string {
  const sitemap = site.index ? `\nSitemap: ${site.urls.absolute(site.urls.file("sitemap.xml"))}\n` : "";
  return `User-agent: *\nAllow: /\n${sitemap}`;
}
