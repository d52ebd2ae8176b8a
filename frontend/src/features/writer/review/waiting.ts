import { useQuery } from "@tanstack/react-query";

import { useRole } from "@/shared/entities/me";
import { atLeast } from "@/shared/lib/roles";

import { contentCountQuery } from "../api/library";

/** How many texts wait for a review, for those who can do something about it. */
export function useReviewWaiting(siteId: string): number | undefined {
  const canReview = atLeast(useRole(), "editor");
  return useQuery({ ...contentCountQuery(siteId, { status: "in_review" }), enabled: canReview }).data;
}
