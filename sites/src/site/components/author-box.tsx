import type { Author } from "../model.ts";
import { fill, type Strings } from "../strings.ts";

/** The author's own words and profiles; the name alone already stands in the byline. */
export function AuthorBox({ author, strings }: { author: Author; strings: Strings }) {
  if (!author.bio && author.sameAs.length === 0) return null;
  return (
    <section className="author" aria-label={strings.aboutAuthor}>
      <p className="author-name" dir="auto">
        {author.name}
      </p>
      {author.bio && <p dir="auto">{author.bio}</p>}
      {author.sameAs.length > 0 && (
        <ul aria-label={fill(strings.elsewhere, { name: author.name })}>
          {author.sameAs.map((url) => (
            <li key={url}>
              <a rel="me" href={url}>
                {new URL(url).hostname.replace(/^www\./, "")}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
