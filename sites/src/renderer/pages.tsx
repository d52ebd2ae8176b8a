import type { ReactElement } from "react";
import type { Post, Section, Site } from "../site/model.ts";
import { Listing } from "../site/pages/listing.tsx";
import { NotFound } from "../site/pages/not-found.tsx";
import { PostPage } from "../site/pages/post-page.tsx";
import { StaticPageView } from "../site/pages/static-page.tsx";
import { pageFile } from "../site/urls.ts";
import { createRelated } from "./related.ts";

/** One page to write. */
export interface Page {
  /** Relative to the version folder. */
  file: string;
  href: string;
  /** Search engines may list it; exactly these pages stand in the sitemap. */
  index: boolean;
  /** Last change of what the page shows, ISO 8601, or null when the definition does not say. */
  updatedAt: string | null;
  element: ReactElement;
}

const POSTS_PER_PAGE = 10;
/** A tag on one post repeats that post; search engines call such pages thin. */
const MIN_TAGGED_POSTS = 2;

/** All pages of a site, one at a time, so that only one page is in memory as HTML. */
export function* sitePages(site: Site): Generator<Page> {
  yield* listing(site, null, site.posts, site.index);
  for (const category of site.categories) yield* listing(site, category, category.posts, site.index && category.posts.length > 0);
  for (const tag of site.tags) yield* listing(site, tag, tag.posts, site.index && tag.posts.length >= MIN_TAGGED_POSTS);
  const relatedTo = createRelated(site);
  for (const post of site.posts) {
    yield {
      file: pageFile(post.segments),
      href: post.href,
      index: site.index,
      updatedAt: post.updatedAt,
      element: <PostPage site={site} post={post} related={relatedTo(post)} />,
    };
  }
  for (const page of site.pages) {
    yield { file: pageFile(page.segments), href: page.href, index: site.index, updatedAt: null, element: <StaticPageView site={site} page={page} /> };
  }
  yield { file: "404.html", href: site.urls.file("404.html"), index: false, updatedAt: null, element: <NotFound site={site} /> };
}

function* listing(site: Site, section: Section | null, posts: readonly Post[], index: boolean): Generator<Page> {
  const base = section?.segments ?? [];
  const pages = Math.max(1, Math.ceil(posts.length / POSTS_PER_PAGE));
  const segmentsOf = (page: number) => (page === 1 ? base : [...base, "page", String(page)]);
  const hrefOf = (page: number) => site.urls.page(segmentsOf(page));
  for (let page = 1; page <= pages; page += 1) {
    const shown = posts.slice((page - 1) * POSTS_PER_PAGE, page * POSTS_PER_PAGE);
    yield {
      file: pageFile(segmentsOf(page)),
      href: hrefOf(page),
      index,
      updatedAt: latest(shown),
      element: <Listing site={site} section={section} posts={shown} page={page} pages={pages} hrefOf={hrefOf} index={index} />,
    };
  }
}

function latest(posts: readonly Post[]): string | null {
  return posts.reduce<string | null>((last, { updatedAt }) => (last === null || Date.parse(updatedAt) > Date.parse(last) ? updatedAt : last), null);
}
