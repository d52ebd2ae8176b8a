import { ListTodo } from "lucide-react";

import type { Feature } from "@/shared/lib/feature";

export const feature: Feature = {
  site: [
    { path: "writer/tasks", lazy: async () => ({ Component: (await import("./tasks/page")).TasksPage }) },
  ],
  navigation: [
    { section: "writer", label: "Tasks", to: "writer/tasks", scope: "site", icon: ListTodo, order: 30, keywords: ["articles", "write", "queue"] },
  ],
  commands: [
    { label: "New task", to: "writer/tasks?new=1", scope: "site", minRole: "editor", keywords: ["add article"] },
  ],
};
