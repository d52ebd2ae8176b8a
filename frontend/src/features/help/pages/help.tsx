import { Braces, FileJson2 } from "lucide-react";
import { Link } from "react-router";

import { Page, PageSection } from "@/shared/ui/page";

import { ARTICLES } from "../articles";

/** Served by the API itself, so these leave the dashboard. */
const API_DOCS = [
  { href: "/api/schema/swagger-ui/", title: "Try the API", summary: "Every endpoint, with a form to call it.", icon: Braces },
  { href: "/api/schema/redoc/", title: "Read the API reference", summary: "The same as a document to read and search.", icon: FileJson2 },
];

const entry = "flex items-start gap-3 py-3 hover:[&_.name]:underline";

export function HelpPage() {
  return (
    <Page title="Help" description="Short guides, the keys, and what the words mean.">
      <ul className="max-w-3xl divide-y border-y">
        {ARTICLES.map(({ slug, title, summary, icon: Icon }) => (
          <li key={slug}>
            <Link to={`/help/${slug}`} className={entry}>
              <Icon className="mt-0.75 size-4 shrink-0 text-muted" aria-hidden="true" />
              <span className="min-w-0">
                <span className="name block font-medium">{title}</span>
                <span className="block text-muted">{summary}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <PageSection title="For developers" description="Everything the dashboard does, a program can do with an API key of the site.">
        <ul className="max-w-3xl divide-y border-y">
          {API_DOCS.map(({ href, title, summary, icon: Icon }) => (
            <li key={href}>
              <a href={href} className={entry}>
                <Icon className="mt-0.75 size-4 shrink-0 text-muted" aria-hidden="true" />
                <span className="min-w-0">
                  <span className="name block font-medium">{title}</span>
                  <span className="block text-muted">{summary}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      </PageSection>
    </Page>
  );
}
