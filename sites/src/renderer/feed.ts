import type { Post, Site } from "../site/model.ts";
import { absoluteLinks } from "../site/post-html.ts";
import { cdata, xml } from "./xml.ts";

const MAX_ITEMS = 20;

/** RSS 2.0 of the newest posts with their whole text. */
export function feedXml(site: Site): string {
  const home = site.urls.absolute(site.homeHref);
  const self = site.urls.absolute(site.urls.file("feed.xml"));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    "<channel>",
    `<title>${xml(site.name)}</title>`,
    `<link>${xml(home)}</link>`,
    `<atom:link href="${xml(self)}" rel="self" type="application/rss+xml"/>`,
    `<description>${xml(site.description || site.name)}</description>`,
    `<language>${xml(site.locale.tag)}</language>`,
    `<lastBuildDate>${rfc822(site.updatedAt)}</lastBuildDate>`,
    ...site.posts.slice(0, MAX_ITEMS).map((post) => item(site, post)),
    "</channel>",
    "</rss>",
  ];
  return `${lines.join("\n")}\n`;
}

function item(site: Site, post: Post): string {
  const link = site.urls.absolute(post.href);
  // The identifier outlives a change of the address, so readers do not see the post twice.
  const guid = `${site.id}.${post.id}@${new URL(link).hostname}`;
  return [
    "<item>",
    `<title>${xml(post.title)}</title>`,
    `<link>${xml(link)}</link>`,
    `<guid isPermaLink="false">${xml(guid)}</guid>`,
    `<pubDate>${rfc822(post.publishedAt)}</pubDate>`,
    ...(post.author ? [`<dc:creator>${xml(post.author.name)}</dc:creator>`] : []),
    ...post.categories.map(({ name }) => `<category>${xml(name)}</category>`),
    `<description>${xml(post.summary)}</description>`,
    `<content:encoded>${cdata(absoluteLinks(post.html, site.urls.absolute))}</content:encoded>`,
    "</item>",
  ].join("\n");
}

/** RSS asks for the date format of RFC 822 with a four-digit year. */
function rfc822(instant: string): string {
  return new Date(instant).toUTCString();
}
