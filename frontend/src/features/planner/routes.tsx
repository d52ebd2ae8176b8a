import { ChartScatter, KeyRound } from "lucide-react";
import type { RouteObject } from "react-router";

import type { Command, Feature, NavigationItem } from "@/shared/lib/feature";

/** What the folders beside this file add: `clusters/routes.tsx` and `ideas/routes.tsx`, each exporting `part`. */
export interface PlannerPart {
  site: RouteObject[];
  navigation: NavigationItem[];
  commands?: Command[];
}

const parts = Object.values(import.meta.glob<{ part: PlannerPart }>("./*/routes.tsx", { eager: true })).map((module) => module.part);

export const feature: Feature = {
  site: [
    { path: "planner/keywords", lazy: async () => ({ Component: (await import("./pages/keywords")).KeywordsPage }) },
    { path: "planner/import", lazy: async () => ({ Component: (await import("./pages/import")).ImportPage }) },
    { path: "planner/imports", lazy: async () => ({ Component: (await import("./pages/imports")).ImportsPage }) },
    { path: "planner/imports/:id", lazy: async () => ({ Component: (await import("./pages/import-detail")).ImportDetailPage }) },
    { path: "planner/opportunities", lazy: async () => ({ Component: (await import("./pages/opportunities")).OpportunitiesPage }) },
    ...parts.flatMap((part) => part.site),
  ],
  navigation: [
    { section: "planner", label: "Keywords", to: "planner/keywords", scope: "site", icon: KeyRound, order: 10, keywords: ["search terms", "volume", "semrush", "ahrefs"] },
    { section: "planner", label: "Opportunities", to: "planner/opportunities", scope: "site", icon: ChartScatter, order: 20, keywords: ["easy wins", "difficulty"] },
    ...parts.flatMap((part) => part.navigation),
  ],
  commands: [
    { label: "Import keywords", to: "planner/import", scope: "site", minRole: "editor", keywords: ["upload", "csv", "export"] },
    { label: "Add keywords", to: "planner/keywords?new=keywords", scope: "site", minRole: "editor", keywords: ["paste", "type", "seed"] },
    { label: "Cluster new keywords", to: "planner/keywords?new=cluster", scope: "site", minRole: "editor", keywords: ["group"] },
    { label: "Earlier imports", to: "planner/imports", scope: "site", keywords: ["rejected rows"] },
    ...parts.flatMap((part) => part.commands ?? []),
  ],
};
