import type { Feature } from "@/shared/lib/feature";

const pages = {
  site: [
    { path: "settings/integrations/:integration/conflicts", lazy: async () => ({ Component: (await import("./list-page")).ConflictsPage }) },
    { path: "settings/integrations/:integration/conflicts/:conflict", lazy: async () => ({ Component: (await import("./page")).ConflictPage }) },
    { path: "settings/integrations/:integration/deletions", lazy: async () => ({ Component: (await import("../deletions/page")).DeletionsPage }) },
  ],
} satisfies Feature;

/** What waits for a decision; plugged in by the feature's `routes.tsx`. */
export const conflictRoutes: NonNullable<Feature["site"]> = pages.site;
