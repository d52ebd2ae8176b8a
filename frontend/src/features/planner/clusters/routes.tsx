import { Boxes } from "lucide-react";

import type { PlannerPart } from "../routes";
import { useClustersWaiting } from "./waiting";

export const part: PlannerPart = {
  site: [
    { path: "planner/clusters", lazy: async () => ({ Component: (await import("./page")).ClustersPage }) },
    { path: "planner/clusters/:id", lazy: async () => ({ Component: (await import("./detail/page")).ClusterPage }) },
  ],
  navigation: [{ section: "planner", label: "Clusters", to: "planner/clusters", scope: "site", icon: Boxes, order: 30, keywords: ["topics", "pillars", "spokes", "map", "groups"], useWaiting: useClustersWaiting }],
  commands: [
    { label: "Cluster map", to: "planner/clusters?view=map", scope: "site", keywords: ["bubbles", "pillars", "topics"] },
    { label: "New cluster", to: "planner/clusters?new=cluster", scope: "site", minRole: "editor", keywords: ["topic", "by hand"] },
  ],
};
