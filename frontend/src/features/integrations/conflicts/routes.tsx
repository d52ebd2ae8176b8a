import type { Feature } from "@/shared/lib/feature";

const pages = {
  site: [],
} satisfies Feature;

/** What waits for a decision; plugged in by the feature's `routes.tsx`. */
export const conflictRoutes: NonNullable<Feature["site"]> = pages.site;
