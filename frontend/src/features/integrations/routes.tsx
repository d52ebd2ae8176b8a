import { useQuery } from "@tanstack/react-query";
import { Plug } from "lucide-react";

import type { Feature } from "@/shared/lib/feature";

import { integrationsQuery, waitingOf } from "./api/integrations";
import { conflictRoutes } from "./conflicts/routes";

/** Conflicts and deletions that wait for a decision. */
function useWaiting(siteId: string): number | undefined {
  const { data } = useQuery(integrationsQuery(siteId));
  return data ? waitingOf(data) : undefined;
}

export const feature: Feature = {
  site: [
    { path: "settings/integrations", lazy: async () => ({ Component: (await import("./overview/list-page")).IntegrationsPage }) },
    { path: "settings/integrations/connect", lazy: async () => ({ Component: (await import("./connect/page")).ConnectPage }) },
    { path: "settings/integrations/:integration", lazy: async () => ({ Component: (await import("./overview/page")).IntegrationPage }) },
    { path: "settings/integrations/:integration/items", lazy: async () => ({ Component: (await import("./log/items-page")).SyncedItemsPage }) },
    { path: "settings/integrations/:integration/log", lazy: async () => ({ Component: (await import("./log/log-page")).SyncLogPage }) },
    ...conflictRoutes,
  ],
  navigation: [
    {
      section: "sites",
      label: "Integrations",
      to: "settings/integrations",
      scope: "site",
      icon: Plug,
      order: 30,
      keywords: ["WordPress", "WooCommerce", "connect", "plugin", "sync", "conflicts", "deletions", "doctor"],
      useWaiting,
    },
  ],
  commands: [{ label: "Connect WordPress", to: "settings/integrations/connect", scope: "site", minRole: "admin", keywords: ["integration", "plugin", "WooCommerce"] }],
};
