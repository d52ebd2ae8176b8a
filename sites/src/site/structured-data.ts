import type { Crumb } from "./components/breadcrumb.tsx";
import type { Post, Site } from "./model.ts";

/** Objects of schema.org for a page's JSON-LD graph. They say only what the definition says. */

/** Article and its subtypes; any other type needs facts (prices, steps) a post does not carry. */
const ARTICLE_TYPES = new Set(["Article", "BlogPosting", "NewsArticle", "TechArticle", "Report", "ScholarlyArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle", "BackgroundNewsArticle"]);

export function websiteGraph(site: Site): object[] {
  const url = site.urls.absolute(site.homeHref);
  return [
    {
      "@type": "WebSite",
      "@id": `${url}#website`,
      url,
      name: site.name,
      ...(site.description && { description: site.description }),
      inLanguage: site.locale.tag,
      publisher: { "@id": `${url}#organization` },
    },
    { "@type": "Organization", "@id": `${url}#organization`, name: site.name, url },
  ];
}

export function articleGraph(site: Site, post: Post): object {
  const url = site.urls.absolute(post.href);
  const home = site.urls.absolute(site.homeHref);
  const isArticle = ARTICLE_TYPES.has(post.schemaType);
  const { author, picture } = post;
  return {
    "@type": isArticle ? post.schemaType : "WebPage",
    "@id": `${url}#article`,
    url,
    ...(isArticle ? { mainEntityOfPage: url, headline: post.title } : { name: post.title }),
    ...(post.metaDescription && { description: post.metaDescription }),
    datePublished: post.publishedAt,
    dateModified: post.updatedAt,
    inLanguage: post.locale.tag,
    ...(author && { author: { "@type": "Person", name: author.name, ...(author.bio && { description: author.bio }), ...(author.sameAs.length > 0 && { sameAs: author.sameAs }) } }),
    publisher: { "@type": "Organization", "@id": `${home}#organization`, name: site.name, url: home },
    isPartOf: { "@type": "WebSite", "@id": `${home}#website`, name: site.name, url: home },
    ...(picture && {
      image: {
        "@type": "ImageObject",
        url: site.urls.absolute(picture.href),
        ...(picture.width !== null && { width: picture.width }),
        ...(picture.height !== null && { height: picture.height }),
        ...(picture.caption !== null && { caption: picture.caption }),
      },
    }),
    ...(isArticle && post.categories[0] && { articleSection: post.categories[0].name }),
    ...(post.tags.length > 0 && { keywords: post.tags.map(({ name }) => name) }),
  };
}

export function breadcrumbGraph(site: Site, crumbs: readonly Crumb[]): object {
  return {
    "@type": "BreadcrumbList",
    itemListElement: crumbs.map(({ name, href }, index) => ({ "@type": "ListItem", position: index + 1, name, item: site.urls.absolute(href) })),
  };
}
