import { useQuery } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { useState } from "react";

import { useEstimate } from "@/shared/entities/credits";
import { useCurrentSite } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { costWords } from "@/shared/ui/credits";

import { keywordCountQuery } from "../api/keywords";
import { ClusterDialog } from "../components/cluster-dialog";
import { ClusteringStrip } from "../components/clustering-strip";
import { requestsFor } from "../lib/bulk";

/** After an import: what to do with the keywords, and what that costs. */
export function NextStep({ sectorId }: { sectorId: string | null }) {
  const site = useCurrentSite();
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useQuery(keywordCountQuery(site.id, { status: "new", is_clustered: "false", ...(sectorId ? { sector_id: sectorId } : {}) }));
  const waiting = data?.count ?? 0;
  const estimate = useEstimate("auto_cluster", requestsFor(waiting));
  return (
    <>
      <ClusteringStrip {...(sectorId ? { sectorId } : {})} />
      {waiting > 0 ? (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg bg-accent-soft px-4 py-3">
          <p className="min-w-0 text-pretty">
            <strong className="font-semibold">Next: cluster them.</strong> {count(waiting, "keyword")} wait to be put together into pages{estimate ? `: ${costWords(estimate.credits)}` : ""}.
          </p>
          <Button variant="primary" icon={Sparkles} onClick={() => setIsOpen(true)}>
            Cluster keywords
          </Button>
        </div>
      ) : null}
      {isOpen ? <ClusterDialog what={sectorId ? { kind: "filter", filter: { site_id: site.id, sector_id: sectorId, status: "new", is_clustered: "false" }, count: waiting, except: [] } : { kind: "new" }} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
