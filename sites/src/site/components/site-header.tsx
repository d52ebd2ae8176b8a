import type { Site } from "../model.ts";
import type { Strings } from "../strings.ts";

interface Props {
  site: Site;
  currentHref: string | null;
  strings: Strings;
}

/** More entries than this would push the page down on a phone. */
const MAX_SECTIONS = 8;

/** Masthead: the name of the site and its fullest sections. */
export function SiteHeader({ site, currentHref, strings }: Props) {
  const sections = navigation(site);
  const isHome = currentHref === site.homeHref;
  return (
    <header className="masthead">
      <div className="wrap">
        <a className="site-name" href={site.homeHref} aria-current={isHome ? "page" : undefined} dir="auto">
          {site.name}
        </a>
        {sections.length > 0 && (
          <nav aria-label={strings.sections}>
            <ul>
              {sections.map(({ href, name }) => (
                <li key={href}>
                  <a href={href} aria-current={href === currentHref ? "page" : undefined} dir="auto">
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </header>
  );
}

/** The categories with most posts, in the order the site gave them; empty ones lead nowhere and are left out. */
function navigation({ categories }: Site) {
  const fullest = categories.filter(({ posts }) => posts.length > 0).sort((a, b) => b.posts.length - a.posts.length);
  const kept = new Set(fullest.slice(0, MAX_SECTIONS));
  return categories.filter((category) => kept.has(category));
}
