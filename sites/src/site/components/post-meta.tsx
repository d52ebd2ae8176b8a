import type { PageLocale } from "../locale.ts";
import type { Post } from "../model.ts";
import { fill } from "../strings.ts";

interface Props {
  post: Post;
  locale: PageLocale;
  /** Also names the day of the last change when that is not the day of publication. */
  withUpdate?: boolean;
}

/** Who, when and how long, in one line. */
export function PostMeta({ post, locale, withUpdate = false }: Props) {
  const { strings } = locale;
  const published = locale.date(post.publishedAt);
  const updated = locale.date(post.updatedAt);
  return (
    <p className="post-meta">
      {post.author && <span className="byline">{fill(strings.by, { name: post.author.name })}</span>}
      <time dateTime={post.publishedAt}>{published}</time>
      {withUpdate && updated !== published && <time dateTime={post.updatedAt}>{fill(strings.updated, { date: updated })}</time>}
      {post.readingMinutes !== null && <span>{fill(strings.reading, { minutes: locale.number(post.readingMinutes) })}</span>}
    </p>
  );
}
