import { createHash } from "node:crypto";
import type { ImageDefinition, PostDefinition, SiteDefinition } from "./definition.ts";
import { localeFor, type PageLocale } from "./locale.ts";
import { fitHtml } from "./post-html.ts";
import { postSegments } from "./parse.ts";
import { htmlSummary, shorten, slugify } from "./text.ts";
import { createUrls, type Urls } from "./urls.ts";

/** A definition made ready for the components: links resolved, lists sorted, texts chosen. */
export interface Site {
  id: string;
  name: string;
  description: string;
  locale: PageLocale;
  timezone: string;
  index: boolean;
  updatedAt: string;
  homeHref: string;
  urls: Urls;
  assets: SiteAssets;
  posts: Post[];
  categories: Section[];
  tags: Section[];
  pages: StaticPage[];
}

/** Links to the theme's files and to the images of the definition. */
export interface SiteAssets {
  stylesheet: string;
  preloadFont: string;
  /** Favicon as a data address. */
  icon: string;
  /** Link by the file name the definition uses. */
  images: ReadonlyMap<string, string>;
}

export interface Author {
  name: string;
  bio: string;
  sameAs: string[];
}

export interface Picture {
  href: string;
  alt: string;
  width: number | null;
  height: number | null;
  caption: string | null;
}

/** A listing: one category or one tag. */
export interface Section {
  kind: "category" | "tag";
  name: string;
  description: string;
  segments: string[];
  href: string;
  posts: Post[];
}

export interface Post {
  id: string;
  title: string;
  html: string;
  standfirst: string;
  summary: string;
  metaTitle: string;
  metaDescription: string;
  publishedAt: string;
  updatedAt: string;
  author: Author | null;
  categories: Section[];
  tags: Section[];
  picture: Picture | null;
  schemaType: string;
  readingMinutes: number | null;
  locale: PageLocale;
  provenance: { model: string; note: string | null } | null;
  segments: string[];
  href: string;
}

export interface StaticPage {
  title: string;
  html: string;
  metaTitle: string;
  metaDescription: string;
  segments: string[];
  href: string;
}

/** Length search engines show of a description before they cut it. */
const DESCRIPTION_LENGTH = 160;

/** Resolves a checked definition. */
export function createSite(definition: SiteDefinition, assets: SiteAssets): Site {
  const { site } = definition;
  const urls = createUrls(site);
  const authors = new Map(definition.authors.map(({ slug, name, bio, same_as }) => [slug, { name, bio, sameAs: same_as }]));
  const section = (kind: Section["kind"], slug: string, name: string, description: string): Section => {
    const segments = [kind, slug];
    return { kind, name, description, segments, href: urls.page(segments), posts: [] };
  };
  const categories = new Map(definition.categories.map(({ slug, name, description }) => [slug, section("category", slug, name, description)]));
  const tags = new Map<string, Section>();
  const tag = (label: string): Section => {
    const slug = tagSlug(label);
    const found = tags.get(slug) ?? section("tag", slug, label, "");
    tags.set(slug, found);
    return found;
  };

  const posts = definition.posts
    .map((post) => ({ post, time: Date.parse(post.published_at) }))
    .sort((a, b) => b.time - a.time || (a.post.slug < b.post.slug ? -1 : 1))
    .map(({ post }) => {
      const made: Post = {
        ...texts(post, site.name),
        html: fitHtml(post.html, post.images, assets.images),
        id: post.id,
        title: post.title,
        publishedAt: post.published_at,
        updatedAt: lastChange(post),
        author: post.author === null ? null : (authors.get(post.author) ?? null),
        categories: [...new Set(post.categories)].flatMap((slug) => categories.get(slug) ?? []),
        tags: [...new Set(post.tags.map(tag))],
        picture: post.image && picture(post.image, assets),
        schemaType: post.schema_type,
        readingMinutes: post.reading_minutes,
        locale: localeFor(post.language ?? site.locale, site.timezone),
        provenance: post.provenance,
        segments: postSegments(post),
        href: urls.page(postSegments(post)),
      };
      for (const list of [...made.categories, ...made.tags]) list.posts.push(made);
      return made;
    });

  return {
    id: site.id,
    name: site.name,
    description: site.description,
    locale: localeFor(site.locale, site.timezone),
    timezone: site.timezone,
    index: site.index,
    updatedAt: site.updated_at,
    homeHref: urls.page([]),
    urls,
    assets,
    posts,
    categories: [...categories.values()],
    tags: [...tags.values()],
    pages: definition.pages.map((page) => ({
      title: page.title,
      html: fitHtml(page.html, [], assets.images),
      metaTitle: page.meta_title || `${page.title} – ${site.name}`,
      metaDescription: page.meta_description || htmlSummary(page.html, DESCRIPTION_LENGTH),
      segments: [page.slug],
      href: urls.page([page.slug]),
    })),
  };
}

function texts(post: PostDefinition, siteName: string) {
  return {
    standfirst: post.excerpt,
    summary: shorten(post.excerpt || post.meta_description, 220) || htmlSummary(post.html, 220),
    metaTitle: post.meta_title || `${post.title} – ${siteName}`,
    metaDescription: shorten(post.meta_description || post.excerpt, DESCRIPTION_LENGTH * 2) || htmlSummary(post.html, DESCRIPTION_LENGTH),
  };
}

/** A change recorded before publication happened to a draft: readers have seen none. */
function lastChange({ published_at, updated_at }: PostDefinition): string {
  return updated_at !== null && Date.parse(updated_at) > Date.parse(published_at) ? updated_at : published_at;
}

function picture(image: ImageDefinition, assets: SiteAssets): Picture {
  const { file, alt, width, height, caption } = image;
  return { href: assets.images.get(file) ?? file, alt, width, height, caption };
}

/** Labels without any letter or digit (an emoji, say) get a name made of their hash. */
function tagSlug(label: string): string {
  return slugify(label) || createHash("sha256").update(label).digest("hex").slice(0, 12);
}
