import { House } from "lucide-react";

import type { Feature } from "@/shared/lib/feature";

export const feature: Feature = {
  site: [{ path: "home", lazy: async () => ({ Component: (await import("./pages/home")).HomePage }) }],
  navigation: [{ section: "home", label: "Home", to: "home", scope: "site", icon: House, order: 0, keywords: ["overview", "dashboard", "pipeline"] }],
};
