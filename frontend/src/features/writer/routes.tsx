import { CalendarDays, FileText, Image, ListTodo, MessageSquareText } from "lucide-react";

import type { Feature } from "@/shared/lib/feature";

import { useReviewWaiting } from "./review/waiting";

export const feature: Feature = {
  site: [
    { path: "writer/tasks", lazy: async () => ({ Component: (await import("./tasks/page")).TasksPage }) },
    { path: "writer/content", lazy: async () => ({ Component: (await import("./library/page")).LibraryPage }) },
    { path: "writer/content/:id", lazy: async () => ({ Component: (await import("./editor/page")).EditorPage }) },
    { path: "writer/images", lazy: async () => ({ Component: (await import("./images/page")).ImagesPage }) },
    { path: "writer/calendar", lazy: async () => ({ Component: (await import("./calendar/page")).CalendarPage }) },
    { path: "writer/review", lazy: async () => ({ Component: (await import("./review/page")).ReviewPage }) },
  ],
  navigation: [
    { section: "writer", label: "Tasks", to: "writer/tasks", scope: "site", icon: ListTodo, order: 30, keywords: ["articles", "write", "queue"] },
    { section: "writer", label: "Content", to: "writer/content", scope: "site", icon: FileText, order: 31, keywords: ["articles", "texts", "library", "posts"] },
    { section: "writer", label: "Images", to: "writer/images", scope: "site", icon: Image, order: 32, keywords: ["pictures", "alt text"] },
    { section: "writer", label: "Calendar", to: "writer/calendar", scope: "site", icon: CalendarDays, order: 33, keywords: ["plan", "schedule", "month"] },
    { section: "writer", label: "Review", to: "writer/review", scope: "site", icon: MessageSquareText, order: 34, keywords: ["approve", "comments"], useWaiting: useReviewWaiting },
  ],
  commands: [
    { label: "New task", to: "writer/tasks?new=1", scope: "site", minRole: "editor", keywords: ["add article"] },
    { label: "New content", to: "writer/content?new=1", scope: "site", minRole: "editor", keywords: ["blank article", "write"] },
  ],
};
