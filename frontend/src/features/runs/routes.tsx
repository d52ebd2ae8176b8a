import { Activity } from "lucide-react";

import { useActiveRuns } from "@/shared/entities/run-stream";
import type { Feature } from "@/shared/lib/feature";

import { TrayButton } from "./components/tray-button";

export const feature: Feature = {
  site: [{ path: "runs", lazy: async () => ({ Component: (await import("./pages/runs")).RunsPage }) }],
  navigation: [
    {
      section: "automation",
      label: "AI runs",
      to: "runs",
      scope: "site",
      icon: Activity,
      order: 90,
      keywords: ["jobs", "progress", "failed", "history", "tokens"],
      useWaiting: (siteId) => useActiveRuns(siteId).length,
    },
  ],
  topBar: [{ order: 10, Item: TrayButton }],
};
