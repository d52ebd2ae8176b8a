import { Document } from "../components/document.tsx";
import { PostCard } from "../components/post-card.tsx";
import type { Site } from "../model.ts";

/** What the server answers with status 404: a way on, not a dead end. */
export function NotFound({ site }: { site: Site }) {
  const { strings } = site.locale;
  const latest = site.posts.slice(0, 3);
  return (
    <Document
      site={site}
      meta={{ title: `${strings.notFound} – ${site.name}`, description: "", href: null, index: false, type: "website", locale: site.locale, graph: [] }}
    >
      <div className="wrap listing">
        <div className="list-title">
          <h1>{strings.notFound}</h1>
          <p>
            {strings.notFoundText} <a href={site.homeHref}>{strings.backHome}</a>
          </p>
        </div>
        {latest.length > 0 && <h2 className="rule-title">{strings.latest}</h2>}
        <div className="cards">
          {latest.map((post) => (
            <PostCard key={post.href} site={site} post={post} level={3} variant="card" />
          ))}
        </div>
      </div>
    </Document>
  );
}
