import type { Feature } from "@/shared/lib/feature";

import { Bell } from "./components/bell";

export const feature: Feature = {
  account: [{ path: "/notifications", lazy: async () => ({ Component: (await import("./pages/notifications")).NotificationsPage }) }],
  commands: [{ label: "Show notifications", to: "/notifications", scope: "account", keywords: ["notices", "bell", "inbox"] }],
  topBar: [{ order: 20, Item: Bell }],
};
