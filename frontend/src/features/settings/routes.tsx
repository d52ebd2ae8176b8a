import { Bot, Building2, KeyRound, LockKeyhole, ScrollText, UserRound, Users } from "lucide-react";

import type { Feature } from "@/shared/lib/feature";

export const feature: Feature = {
  account: [
    { path: "/settings/general", lazy: async () => ({ Component: (await import("./general/page")).GeneralPage }) },
    { path: "/settings/users", lazy: async () => ({ Component: (await import("./people/page")).UsersPage }) },
    { path: "/settings/access", lazy: async () => ({ Component: (await import("./access/page")).AccessPage }) },
    { path: "/settings/ai", lazy: async () => ({ Component: (await import("./ai/page")).AiPage }) },
    { path: "/settings/api-keys", lazy: async () => ({ Component: (await import("./keys/page")).ApiKeysPage }) },
    { path: "/settings/audit-log", lazy: async () => ({ Component: (await import("./audit/page")).AuditLogPage }) },
    { path: "/settings/account", lazy: async () => ({ Component: (await import("./me/page")).YourAccountPage }) },
  ],
  navigation: [
    { section: "settings", label: "General", to: "/settings/general", scope: "account", icon: Building2, order: 0, keywords: ["account name", "time zone", "language", "notices", "plan"] },
    { section: "settings", label: "Users", to: "/settings/users", scope: "account", icon: Users, order: 1, minRole: "admin", keywords: ["people", "team", "roles", "invite", "invitations"] },
    { section: "settings", label: "Site access", to: "/settings/access", scope: "account", icon: LockKeyhole, order: 2, minRole: "admin", keywords: ["share", "permissions"] },
    { section: "settings", label: "AI", to: "/settings/ai", scope: "account", icon: Bot, order: 3, minRole: "admin", keywords: ["model", "provider", "OpenAI", "Runware"] },
    { section: "settings", label: "API keys", to: "/settings/api-keys", scope: "account", icon: KeyRound, order: 4, minRole: "admin", keywords: ["WordPress", "plugin", "secret"] },
    { section: "settings", label: "Audit log", to: "/settings/audit-log", scope: "account", icon: ScrollText, order: 5, minRole: "admin", keywords: ["history", "who did what"] },
    { section: "settings", label: "Your account", to: "/settings/account", scope: "account", icon: UserRound, order: 6, keywords: ["password", "sessions", "sign out", "theme", "density", "e-mail"] },
  ],
  commands: [
    { label: "Invite somebody", to: "/settings/users?invite=1", scope: "account", minRole: "admin", keywords: ["user", "colleague", "team"] },
    { label: "Add a model provider", to: "/settings/ai?new=1", scope: "account", minRole: "admin", keywords: ["OpenAI", "key"] },
    { label: "New API key", to: "/settings/api-keys?new=1", scope: "account", minRole: "admin", keywords: ["WordPress", "plugin"] },
    { label: "Change your password", to: "/settings/account#password", scope: "account" },
  ],
};
