import type { Site } from "../model.ts";
import type { Strings } from "../strings.ts";

interface Props {
  site: Site;
  currentHref: string | null;
  strings: Strings;
}

export function SiteFooter({ site, currentHref, strings }: Props) {
  return (
    <footer className="site-footer">
      <div className="wrap">
        <div>
          <p className="site-name" dir="auto">
            {site.name}
          </p>
          {site.description && <p dir="auto">{site.description}</p>}
        </div>
        <nav aria-label={strings.pages}>
          <ul>
            {site.pages.map(({ href, title }) => (
              <li key={href}>
                <a href={href} aria-current={href === currentHref ? "page" : undefined} dir="auto">
                  {title}
                </a>
              </li>
            ))}
            <li>
              <a href={site.urls.file("feed.xml")}>{strings.feed}</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
