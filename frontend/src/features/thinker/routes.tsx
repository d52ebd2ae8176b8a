import { MessageSquareCode, PenTool } from "lucide-react";

import type { Feature } from "@/shared/lib/feature";

export const feature: Feature = {
  account: [
    { path: "/thinker/prompts", lazy: async () => ({ Component: (await import("./prompts/list-page")).PromptsPage }) },
    { path: "/thinker/prompts/:function", lazy: async () => ({ Component: (await import("./prompts/prompt-page")).PromptPage }) },
    { path: "/thinker/authors", lazy: async () => ({ Component: (await import("./authors/page")).AuthorsPage }) },
  ],
  navigation: [
    { section: "thinker", label: "Prompts", to: "/thinker/prompts", scope: "account", icon: MessageSquareCode, order: 0, keywords: ["thinker", "instructions", "model", "templates"] },
    { section: "thinker", label: "Authors", to: "/thinker/authors", scope: "account", icon: PenTool, order: 1, keywords: ["author profiles", "byline", "bio", "tone"] },
  ],
  commands: [{ label: "New author", to: "/thinker/authors?new=1", scope: "account", minRole: "editor", keywords: ["profile", "byline"] }],
};
