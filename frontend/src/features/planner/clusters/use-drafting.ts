import { useMemo } from "react";

import { isActive } from "@/shared/entities/run";
import { useRuns } from "@/shared/entities/run-stream";
import { useCurrentSite } from "@/shared/entities/site";

const FN = "planning.generate_ideas";

/** Clusters that ideas are being made for now. */
export function useDrafting(): ReadonlySet<string> {
  const site = useCurrentSite();
  const { data } = useRuns(site.id);
  const ids = (data ?? []).flatMap((run) => (run.function === FN && isActive(run) && run.subject_id !== null ? [run.subject_id] : [])).join();
  return useMemo(() => new Set(ids === "" ? [] : ids.split(",")), [ids]);
}
