import { Globe, Settings2 } from "lucide-react";

import type { Feature } from "@/shared/lib/feature";

export const feature: Feature = {
  account: [
    { path: "/welcome", lazy: async () => ({ Component: (await import("./pages/welcome")).WelcomePage }) },
    { path: "/sites", lazy: async () => ({ Component: (await import("./pages/sites")).SitesPage }) },
  ],
  site: [{ path: "settings", lazy: async () => ({ Component: (await import("./pages/site-settings")).SiteSettingsPage }) }],
  navigation: [
    { section: "sites", label: "All sites", to: "/sites", scope: "account", icon: Globe, order: 0, keywords: ["domains", "switch"] },
    { section: "sites", label: "Site settings", to: "settings", scope: "site", icon: Settings2, order: 20, minRole: "admin", keywords: ["sectors", "brand voice", "time zone", "policy"] },
  ],
  commands: [{ label: "New site", to: "/welcome", scope: "account", minRole: "admin", keywords: ["create", "add", "set up"] }],
};
