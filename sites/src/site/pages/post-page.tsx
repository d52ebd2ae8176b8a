import { AuthorBox } from "../components/author-box.tsx";
import { Breadcrumb } from "../components/breadcrumb.tsx";
import { Document } from "../components/document.tsx";
import { Image } from "../components/image.tsx";
import { PostCard } from "../components/post-card.tsx";
import { PostMeta } from "../components/post-meta.tsx";
import { SafeHtml } from "../components/safe-html.tsx";
import type { Post, Site } from "../model.ts";
import { fill } from "../strings.ts";
import { articleGraph, breadcrumbGraph } from "../structured-data.ts";

interface Props {
  site: Site;
  post: Post;
  related: readonly Post[];
}

export function PostPage({ site, post, related }: Props) {
  const { locale, picture } = post;
  const { strings } = locale;
  const [category] = post.categories;
  const crumbs = [{ name: strings.home, href: site.homeHref }, ...(category ? [category] : []), { name: post.title, href: post.href }];
  const article = {
    publishedAt: post.publishedAt,
    updatedAt: post.updatedAt,
    section: category?.name ?? null,
    tags: post.tags.map(({ name }) => name),
  };
  return (
    <Document
      site={site}
      meta={{
        title: post.metaTitle,
        description: post.metaDescription,
        href: post.href,
        index: site.index,
        type: "article",
        locale,
        picture,
        article,
        graph: [articleGraph(site, post), breadcrumbGraph(site, crumbs)],
      }}
    >
      <article className="post">
        <header className="post-header">
          <Breadcrumb crumbs={crumbs} strings={strings} />
          <h1 dir="auto">{post.title}</h1>
          {post.standfirst && (
            <p className="standfirst" dir="auto">
              {post.standfirst}
            </p>
          )}
          <PostMeta post={post} locale={locale} withUpdate />
        </header>
        {picture && (
          <figure className="hero">
            <Image picture={picture} isFirst />
            {picture.caption !== null && <figcaption dir="auto">{picture.caption}</figcaption>}
          </figure>
        )}
        <SafeHtml html={post.html} className="prose" />
        <footer className="post-footer">
          <Tags post={post} label={strings.tags} />
          {post.author && <AuthorBox author={post.author} strings={strings} />}
          {post.provenance && (
            <p className="provenance" dir="auto">
              {fill(strings.drafted, { model: post.provenance.model })} {post.provenance.note}
            </p>
          )}
        </footer>
      </article>
      {related.length > 0 && (
        <aside className="wrap related" aria-labelledby="related">
          <h2 className="rule-title" id="related">
            {strings.related}
          </h2>
          <div className="cards">
            {related.map((other) => (
              <PostCard key={other.href} site={site} post={other} level={3} variant="card" />
            ))}
          </div>
        </aside>
      )}
    </Document>
  );
}

function Tags({ post, label }: { post: Post; label: string }) {
  if (post.tags.length === 0) return null;
  return (
    <ul className="tags" aria-label={label}>
      {post.tags.map(({ href, name }) => (
        <li key={href} dir="auto">
          <a rel="tag" href={href}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
