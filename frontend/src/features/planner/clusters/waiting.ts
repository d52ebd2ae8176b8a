import { useQuery } from "@tanstack/react-query";

import { useRole } from "@/shared/entities/me";
import { atLeast } from "@/shared/lib/roles";

import { plannerSummaryQuery } from "../api/clusters";

/** Clusters nobody has an idea for, for those who can do something about it. */
export function useClustersWaiting(siteId: string): number | undefined {
  const isEditor = atLeast(useRole(), "editor");
  return useQuery({ ...plannerSummaryQuery(siteId), enabled: isEditor }).data?.clusters.without_ideas;
}

/** Ideas somebody has to decide about. */
export function useIdeasWaiting(siteId: string): number | undefined {
  const isEditor = atLeast(useRole(), "editor");
  return useQuery({ ...plannerSummaryQuery(siteId), enabled: isEditor }).data?.ideas.draft;
}
