import type { Strings } from "../strings.ts";

/** One step from the home page to here. */
export interface Crumb {
  name: string;
  href: string;
}

/** The way to this page; the last step is the page itself, which the headline below already names. */
export function Breadcrumb({ crumbs, strings }: { crumbs: readonly Crumb[]; strings: Strings }) {
  return (
    <nav className="breadcrumb" aria-label={strings.breadcrumb}>
      <ol>
        {crumbs.slice(0, -1).map(({ name, href }) => (
          <li key={href} dir="auto">
            <a href={href}>{name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
