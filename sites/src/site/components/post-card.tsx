import type { Post, Site } from "../model.ts";
import { Image } from "./image.tsx";
import { PostMeta } from "./post-meta.tsx";

interface Props {
  site: Site;
  post: Post;
  /** Level of the title in the outline of the page. */
  level: 2 | 3;
  variant: "lead" | "card";
}

/** A post in a list. The title is the link; its area covers the card, so a thumb need not aim. */
export function PostCard({ site, post, level, variant }: Props) {
  const Title = level === 2 ? "h2" : "h3";
  const isForeign = post.locale.tag !== site.locale.tag;
  const [category] = post.categories;
  return (
    <article className={`card ${variant}${post.picture ? "" : " no-picture"}`} lang={isForeign ? post.locale.tag : undefined} dir={isForeign ? post.locale.dir : undefined}>
      {post.picture && <Image picture={{ ...post.picture, alt: "" }} isFirst={variant === "lead"} />}
      <div className="card-text">
        {category && (
          <p className="kicker" dir="auto">
            {category.name}
          </p>
        )}
        <Title dir="auto">
          <a href={post.href}>{post.title}</a>
        </Title>
        {post.summary && (
          <p className="summary" dir="auto">
            {post.summary}
          </p>
        )}
        <PostMeta post={post} locale={post.locale} />
      </div>
    </article>
  );
}
