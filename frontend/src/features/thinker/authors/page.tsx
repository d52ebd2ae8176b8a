import { useQuery } from "@tanstack/react-query";
import { PenTool, Plus } from "lucide-react";
import { useState } from "react";

import { Can } from "@/shared/entities/me";
import { useSites } from "@/shared/entities/site";
import { urlFlag, useUrlState } from "@/shared/hooks/use-url-state";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page, PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";

import { type Author, authorsQuery } from "../api/authors";
import { AuthorDialog } from "./author-dialog";
import { AuthorRow } from "./author-row";

const URL_SCHEMA = { new: urlFlag() };

export function AuthorsPage() {
  const query = useQuery(authorsQuery());
  const { data: sites = [] } = useSites();
  const [{ new: isNew }, set] = useUrlState(URL_SCHEMA);
  const [edited, setEdited] = useState<Author | null>(null);
  const add = (
    <Can role="editor">
      <Button variant="primary" icon={Plus} onClick={() => set({ new: true })}>
        New author
      </Button>
    </Can>
  );
  const groups = (authors: readonly Author[]) => [
    { key: "", title: "For every site", authors: authors.filter((one) => one.site_id === null) },
    ...sites.map((site) => ({ key: site.id, title: `Only for ${site.name}`, authors: authors.filter((one) => one.site_id === site.id) })),
  ];
  return (
    <Page title="Authors" description="Who stands behind the texts. The byline, bio and profiles are shown to readers; tone and credentials go into the prompts." className="max-w-4xl gap-8" actions={query.data?.length ? add : null}>
      <QueryState
        query={query}
        skeleton={<SkeletonRows rows={3} columns={3} />}
        empty={<EmptyState icon={PenTool} title="No author yet" body="Readers and search engines trust texts with a name behind them. Add the person who writes or checks yours." action={add} />}
      >
        {(authors) =>
          groups(authors)
            .filter((group) => group.authors.length > 0)
            .map((group) => (
              <PageSection key={group.key} title={group.title}>
                <ul className="divide-y rounded-lg border bg-surface">
                  {group.authors.map((author) => (
                    <AuthorRow key={author.id} author={author} onEdit={() => setEdited(author)} />
                  ))}
                </ul>
              </PageSection>
            ))
        }
      </QueryState>
      <Can role="editor">
        {isNew ? <AuthorDialog author={null} onClose={() => set({ new: false }, { replace: true })} /> : null}
        {edited ? <AuthorDialog key={edited.id} author={edited} onClose={() => setEdited(null)} /> : null}
      </Can>
    </Page>
  );
}
