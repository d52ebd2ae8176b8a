import { CircleHelp } from "lucide-react";

import type { Feature } from "@/shared/lib/feature";

export const feature: Feature = {
  account: [
    { path: "/help", lazy: async () => ({ Component: (await import("./pages/help")).HelpPage }) },
    { path: "/help/:article", lazy: async () => ({ Component: (await import("./pages/article")).ArticlePage }) },
  ],
  navigation: [{ section: "help", label: "Help", to: "/help", scope: "account", icon: CircleHelp, order: 10, keywords: ["guide", "shortcuts", "glossary", "docs", "api"] }],
  commands: [
    { label: "Show keyboard shortcuts", to: "/help/keyboard", scope: "account", keywords: ["keys", "hotkeys"] },
    { label: "Read how credits work", to: "/help/credits", scope: "account", keywords: ["price", "cost", "billing"] },
    { label: "Look up a word in the glossary", to: "/help/glossary", scope: "account", keywords: ["terms", "meaning"] },
  ],
};
