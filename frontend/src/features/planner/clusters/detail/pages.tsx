import { useQuery } from "@tanstack/react-query";
import { FileText, Lightbulb } from "lucide-react";
import { Link } from "react-router";

import { api, page } from "@/shared/api/client";
import { StatusBadge } from "@/shared/entities/badges";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { number } from "@/shared/lib/format";
import { CONTENT_TYPE, wordOf } from "@/shared/lib/words";
import { EmptyState } from "@/shared/ui/empty-state";
import { Num } from "@/shared/ui/number";
import { PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { SimpleTable } from "@/shared/ui/table/simple-table";

import type { Cluster } from "../../api/clusters";
import { ideasOfClusterQuery } from "../../api/ideas";

const linkLook = "underline decoration-line underline-offset-3 hover:decoration-line-strong";

/** What is planned and written for a cluster. */
export function ClusterPages({ cluster }: { cluster: Cluster }) {
  const site = useCurrentSite();
  const path = useSitePath();
  const ideas = useQuery(ideasOfClusterQuery(site.id, cluster.id));
  const texts = useQuery({
    queryKey: ["content", site.id, "of-cluster", cluster.id],
    queryFn: async ({ signal }) => (await page(api.GET("/api/v1/writer/content/", { params: { query: { site_id: site.id, cluster_id: cluster.id, page_size: 50 } }, signal }))).results,
  });
  return (
    <>
      <PageSection title="Ideas" description="Pages that could be written for it.">
        <QueryState query={ideas} skeleton={<SkeletonRows rows={2} columns={3} />} empty={<EmptyState compact icon={Lightbulb} title="No ideas yet" body="Make ideas to see which page this cluster deserves." />} compact>
          {(rows) => (
            <SimpleTable
              caption="Ideas of this cluster"
              rows={rows}
              rowId={(row) => row.id}
              columns={[
                {
                  id: "title",
                  header: "Idea",
                  cell: (row) => (
                    <Link to={path("planner/ideas", { panel: row.id })} className={linkLook}>
                      {row.title}
                    </Link>
                  ),
                },
                { id: "type", header: "Type", cell: (row) => wordOf(CONTENT_TYPE, row.content_type).label, wideOnly: true },
                { id: "priority", header: "Priority", numeric: true, wideOnly: true, cell: (row) => <Num value={row.priority} format="decimal" unknownReason="Its main keyword has no priority." /> },
                { id: "status", header: "Status", cell: (row) => <StatusBadge kind="idea" status={row.status} /> },
              ]}
            />
          )}
        </QueryState>
      </PageSection>
      <PageSection title="Content" description="Texts that cover it.">
        <QueryState query={texts} skeleton={<SkeletonRows rows={2} columns={3} />} empty={<EmptyState compact icon={FileText} title="Nothing is written yet" body="Queue one of its ideas, and the writer gets a task." />} compact>
          {(rows) => (
            <SimpleTable
              caption="Content that covers this cluster"
              rows={rows}
              rowId={(row) => row.id}
              columns={[
                {
                  id: "title",
                  header: "Text",
                  cell: (row) => (
                    <Link to={path(`writer/content/${row.id}`)} className={linkLook}>
                      {row.title}
                    </Link>
                  ),
                },
                { id: "keyword", header: "Main keyword", cell: (row) => row.primary_keyword, wideOnly: true },
                { id: "words", header: "Words", numeric: true, wideOnly: true, cell: (row) => number(row.word_count) },
                { id: "status", header: "Status", cell: (row) => <StatusBadge kind="content" status={row.status} /> },
              ]}
            />
          )}
        </QueryState>
      </PageSection>
    </>
  );
}
