import { Breadcrumb } from "../components/breadcrumb.tsx";
import { Document } from "../components/document.tsx";
import { SafeHtml } from "../components/safe-html.tsx";
import type { Site, StaticPage } from "../model.ts";
import { breadcrumbGraph } from "../structured-data.ts";

/** A page outside the stream of posts: about, contact, imprint. */
export function StaticPageView({ site, page }: { site: Site; page: StaticPage }) {
  const { strings } = site.locale;
  const crumbs = [
    { name: strings.home, href: site.homeHref },
    { name: page.title, href: page.href },
  ];
  return (
    <Document
      site={site}
      meta={{
        title: page.metaTitle,
        description: page.metaDescription,
        href: page.href,
        index: site.index,
        type: "website",
        locale: site.locale,
        graph: [breadcrumbGraph(site, crumbs)],
      }}
    >
      <article className="post">
        <header className="post-header">
          <Breadcrumb crumbs={crumbs} strings={strings} />
          <h1 dir="auto">{page.title}</h1>
        </header>
        <SafeHtml html={page.html} className="prose" />
      </article>
    </Document>
  );
}
