import { Lightbulb } from "lucide-react";

import { useIdeasWaiting } from "../clusters/waiting";
import type { PlannerPart } from "../routes";

export const part: PlannerPart = {
  site: [{ path: "planner/ideas", lazy: async () => ({ Component: (await import("./page")).IdeasPage }) }],
  navigation: [{ section: "planner", label: "Ideas", to: "planner/ideas", scope: "site", icon: Lightbulb, order: 40, keywords: ["pages", "board", "approve", "queue"], useWaiting: useIdeasWaiting }],
  commands: [
    { label: "Make ideas", to: "planner/ideas?new=ideas", scope: "site", minRole: "editor", keywords: ["generate", "draft", "pages"] },
    { label: "New idea", to: "planner/ideas?new=idea", scope: "site", minRole: "editor", keywords: ["add", "by hand"] },
  ],
};
