import { queryOptions, useQuery } from "@tanstack/react-query";

import { importKeys, type Preview, previewImport } from "../api/imports";
import { headOf } from "../lib/file-head";
import type { Mapping } from "../lib/mapping";
import type { Job } from "./queue";

function previewQuery(job: Job, sectorId: string, mapping: Mapping) {
  return queryOptions({
    queryKey: [...importKeys.all, "preview", job.id, sectorId, mapping] as const,
    queryFn: async ({ signal }) => {
      const { head, isWhole } = await headOf(job.file);
      const preview = await previewImport(head, job.file.name, { siteId: job.siteId, sectorId, mapping }, signal);
      return isWhole ? preview : { ...preview, is_complete: false };
    },
    enabled: sectorId !== "",
    staleTime: Infinity,
    gcTime: 10 * 60_000,
  });
}

const AS_FOUND: Mapping = {};

/** What an import of the file would do: `found` as detected, `preview` with the columns somebody has chosen. */
export function usePreview(job: Job, sectorId: string) {
  const found = useQuery(previewQuery(job, sectorId, AS_FOUND));
  const chosen = useQuery({
    ...previewQuery(job, sectorId, job.mapping),
    // While a changed column is looked at, the last picture of this file stays.
    placeholderData: (before: Preview | undefined, query) => (query?.queryKey[2] === job.id ? before : undefined),
  });
  return { found, preview: chosen, isChanged: Object.keys(job.mapping).length > 0 };
}
