import type { Feature } from "@/shared/lib/feature";

const BASE = "settings/integrations/:integration";

/** What waits for a decision; plugged in by the feature's `routes.tsx`. */
export const conflictRoutes: NonNullable<Feature["site"]> = [
  { path: `${BASE}/conflicts`, lazy: async () => ({ Component: (await import("./list-page")).ConflictsPage }) },
  { path: `${BASE}/conflicts/:conflict`, lazy: async () => ({ Component: (await import("./page")).ConflictPage }) },
  { path: `${BASE}/deletions`, lazy: async () => ({ Component: (await import("../deletions/page")).DeletionsPage }) },
];
