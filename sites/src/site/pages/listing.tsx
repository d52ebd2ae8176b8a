import { Breadcrumb, type Crumb } from "../components/breadcrumb.tsx";
import { Document, type PageMeta } from "../components/document.tsx";
import { Pagination } from "../components/pagination.tsx";
import { PostCard } from "../components/post-card.tsx";
import type { Post, Section, Site } from "../model.ts";
import { fill } from "../strings.ts";
import { breadcrumbGraph, websiteGraph } from "../structured-data.ts";

interface Props {
  site: Site;
  /** The category or tag listed, or null for all posts, which is the home page. */
  section: Section | null;
  posts: readonly Post[];
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  index: boolean;
}

/** Home, category and tag pages and their further pages. */
export function Listing(props: Props) {
  const { site, section, posts, page } = props;
  const { strings } = site.locale;
  const isFront = section === null && page === 1;
  const [lead, ...others] = posts;
  return (
    <Document site={site} meta={meta(props)}>
      <div className="wrap listing">
        {isFront ? <HomeTitle site={site} /> : <ListTitle {...props} />}
        {posts.length === 0 && <p className="empty">{strings.empty}</p>}
        {isFront && lead && <PostCard site={site} post={lead} level={2} variant="lead" />}
        {isFront && others.length > 0 && <h2 className="rule-title">{strings.latest}</h2>}
        <div className="cards">
          {(isFront ? others : posts).map((post) => (
            <PostCard key={post.href} site={site} post={post} level={isFront ? 3 : 2} variant="card" />
          ))}
        </div>
        <Pagination page={page} pages={props.pages} hrefOf={props.hrefOf} locale={site.locale} />
      </div>
    </Document>
  );
}

/** The masthead above shows the name already; the outline of the page still needs it as its title. */
function HomeTitle({ site }: { site: Site }) {
  return (
    <div className="home-title">
      <h1 className="visually-hidden" dir="auto">
        {site.name}
      </h1>
      {site.description && <p dir="auto">{site.description}</p>}
    </div>
  );
}

function ListTitle(props: Props) {
  const { site, section, page, pages } = props;
  const { strings, number } = site.locale;
  return (
    <div className="list-title">
      <Breadcrumb crumbs={crumbs(props)} strings={strings} />
      <h1 dir="auto">{listName(props)}</h1>
      {page === 1 && section?.description && <p dir="auto">{section.description}</p>}
      {page > 1 && <p>{fill(strings.pageOf, { page: number(page), pages: number(pages) })}</p>}
    </div>
  );
}

function listName({ site, section }: Props): string {
  if (section === null) return site.locale.strings.latest;
  return section.kind === "tag" ? fill(site.locale.strings.tagged, { tag: section.name }) : section.name;
}

function crumbs(props: Props): Crumb[] {
  const { site, section, page, hrefOf } = props;
  const home = { name: site.locale.strings.home, href: site.homeHref };
  if (section === null) return [home, { name: listName(props), href: hrefOf(page) }];
  return [home, { name: section.name, href: section.href }];
}

function meta(props: Props): PageMeta {
  const { site, section, page, pages, hrefOf, index, posts } = props;
  const { strings, number } = site.locale;
  const isFront = section === null && page === 1;
  const name = section === null ? site.name : `${listName(props)} – ${site.name}`;
  const position = fill(strings.pageOf, { page: number(page), pages: number(pages) });
  return {
    title: page === 1 ? name : `${name} – ${position}`,
    // One description on many pages tells a search engine nothing, so further pages have none.
    description: page > 1 ? "" : section === null ? site.description : section.description,
    href: hrefOf(page),
    index,
    type: "website",
    locale: site.locale,
    picture: isFront ? (posts[0]?.picture ?? null) : null,
    graph: isFront ? websiteGraph(site) : [breadcrumbGraph(site, crumbs(props))],
  };
}
