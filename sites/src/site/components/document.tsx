import type { ReactNode } from "react";
import type { PageLocale } from "../locale.ts";
import type { Picture, Site } from "../model.ts";
import { JsonLd } from "./json-ld.tsx";
import { SiteFooter } from "./site-footer.tsx";
import { SiteHeader } from "./site-header.tsx";

/** What a page says about itself to browsers, search engines and social networks. */
export interface PageMeta {
  title: string;
  description: string;
  /** Link of the page, or null for one that is no address of its own (the 404 page). */
  href: string | null;
  index: boolean;
  type: "website" | "article";
  locale: PageLocale;
  picture?: Picture | null;
  article?: { publishedAt: string; updatedAt: string; section: string | null; tags: string[] };
  /** Objects of one JSON-LD graph. */
  graph: object[];
}

interface Props {
  site: Site;
  meta: PageMeta;
  children: ReactNode;
}

/** The frame of every page: head, skip link, header, main, footer. */
export function Document({ site, meta, children }: Props) {
  const { locale } = meta;
  return (
    <html lang={locale.tag} dir={locale.dir}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{meta.title}</title>
        {meta.description && <meta name="description" content={meta.description} />}
        <meta name="robots" content={meta.index ? "index, follow, max-image-preview:large" : "noindex, follow"} />
        {meta.href !== null && <link rel="canonical" href={site.urls.absolute(meta.href)} />}
        <meta name="color-scheme" content="light dark" />
        <link rel="preload" href={site.assets.preloadFont} as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="stylesheet" href={site.assets.stylesheet} />
        <link rel="icon" type="image/svg+xml" href={site.assets.icon} />
        <link rel="alternate" type="application/rss+xml" title={site.name} href={site.urls.file("feed.xml")} />
        <SocialMeta site={site} meta={meta} />
        {meta.graph.length > 0 && <JsonLd data={{ "@context": "https://schema.org", "@graph": meta.graph }} />}
      </head>
      <body>
        <a className="skip" href="#content">
          {locale.strings.skip}
        </a>
        <SiteHeader site={site} currentHref={meta.href} strings={locale.strings} />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter site={site} currentHref={meta.href} strings={locale.strings} />
      </body>
    </html>
  );
}

/** Open Graph and Twitter card. */
function SocialMeta({ site, meta }: Omit<Props, "children">) {
  const { picture, article } = meta;
  // Open Graph knows languages only together with a territory.
  const { language, region } = new Intl.Locale(meta.locale.tag);
  return (
    <>
      <meta property="og:type" content={meta.type} />
      <meta property="og:site_name" content={site.name} />
      <meta property="og:title" content={meta.title} />
      {meta.description && <meta property="og:description" content={meta.description} />}
      {meta.href !== null && <meta property="og:url" content={site.urls.absolute(meta.href)} />}
      {region && <meta property="og:locale" content={`${language}_${region}`} />}
      {picture && (
        <>
          <meta property="og:image" content={site.urls.absolute(picture.href)} />
          {picture.width !== null && <meta property="og:image:width" content={String(picture.width)} />}
          {picture.height !== null && <meta property="og:image:height" content={String(picture.height)} />}
          {picture.alt && <meta property="og:image:alt" content={picture.alt} />}
        </>
      )}
      {article && (
        <>
          <meta property="article:published_time" content={article.publishedAt} />
          <meta property="article:modified_time" content={article.updatedAt} />
          {article.section !== null && <meta property="article:section" content={article.section} />}
          {article.tags.map((tag) => (
            <meta key={tag} property="article:tag" content={tag} />
          ))}
        </>
      )}
      <meta name="twitter:card" content={picture ? "summary_large_image" : "summary"} />
    </>
  );
}
