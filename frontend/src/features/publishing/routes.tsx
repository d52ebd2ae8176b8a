import { useQuery } from "@tanstack/react-query";
import { Globe, Rocket, SearchCheck } from "lucide-react";

import type { Feature } from "@/shared/lib/feature";

import { publisherSummaryQuery } from "./api/published";

/** Publications that somebody has to look at. */
function useFailed(siteId: string): number | undefined {
  return useQuery(publisherSummaryQuery(siteId)).data?.failed;
}

export const feature: Feature = {
  site: [
    { path: "writer/published", lazy: async () => ({ Component: (await import("./published/page")).PublishedPage }) },
    { path: "deployments", lazy: async () => ({ Component: (await import("./deployments/page")).DeploymentsPage }) },
    { path: "settings/search-engines", lazy: async () => ({ Component: (await import("./search-engines/page")).SearchEnginesPage }) },
  ],
  navigation: [
    { section: "writer", label: "Published", to: "writer/published", scope: "site", icon: Globe, order: 36, keywords: ["live", "publications", "destinations", "failed"], useWaiting: useFailed },
    { section: "sites", label: "Deployments", to: "deployments", scope: "site", icon: Rocket, order: 60, keywords: ["versions", "rollback", "deploy", "hosting"] },
    { section: "sites", label: "Search engines", to: "settings/search-engines", scope: "site", icon: SearchCheck, order: 70, keywords: ["IndexNow", "Bing", "crawl", "index", "key"] },
  ],
};
