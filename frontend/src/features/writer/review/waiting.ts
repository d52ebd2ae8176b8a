import { useQuery } from "@tanstack/react-query";

import { useRole } from "@/shared/entities/me";
import { useSites } from "@/shared/entities/site";
import { atLeast } from "@/shared/lib/roles";

import { contentCountQuery } from "../api/library";

/** Whether this person may approve on the site; the server decides, this only says it before. */
export function useMayApprove(siteId: string): boolean {
  const { data: sites } = useSites();
  const policy = sites?.find((site) => site.id === siteId)?.publish_policy ?? "review";
  return atLeast(useRole(), policy === "review" ? "admin" : "editor");
}

/** How many texts wait for this person: to be reviewed, or to be changed by those who do not approve. */
export function useReviewWaiting(siteId: string): number | undefined {
  const isEditor = atLeast(useRole(), "editor");
  const status = useMayApprove(siteId) ? "in_review" : "changes_requested";
  return useQuery({ ...contentCountQuery(siteId, { status }), enabled: isEditor }).data;
}
