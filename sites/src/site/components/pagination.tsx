import type { PageLocale } from "../locale.ts";
import { fill } from "../strings.ts";

interface Props {
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  locale: PageLocale;
}

/** Way to newer and older posts; nothing when everything fits on one page. */
export function Pagination({ page, pages, hrefOf, locale }: Props) {
  if (pages === 1) return null;
  const { strings, number } = locale;
  return (
    <nav className="pagination" aria-label={strings.pagination}>
      {page > 1 ? (
        <a rel="prev" href={hrefOf(page - 1)}>
          {strings.newer}
        </a>
      ) : (
        <span />
      )}
      <span>{fill(strings.pageOf, { page: number(page), pages: number(pages) })}</span>
      {page < pages ? (
        <a rel="next" href={hrefOf(page + 1)}>
          {strings.older}
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
