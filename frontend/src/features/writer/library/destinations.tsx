/** Where a text is, in one badge a destination. Rows that appear together are asked for together. */
import { useQuery } from "@tanstack/react-query";

import { errorMeaning } from "@/shared/entities/publish-plan";
import { fetchPublicationsOf, isScheduled, publicationKeys, type Publication } from "@/shared/entities/publishing";
import { statusWord } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { Tooltip } from "@/shared/ui/tooltip";

import type { ContentRow } from "../api/library";

interface Waiting {
  ids: Map<string, ((records: Publication[]) => void)[]>;
  failed: ((error: unknown) => void)[];
}
const TOGETHER_MS = 20;
const waiting = new Map<string, Waiting>();

/** The publications of one content; calls within a moment become one request. */
export function publicationsTogether(siteId: string, contentId: string): Promise<Publication[]> {
  return new Promise((resolve, reject) => {
    let batch = waiting.get(siteId);
    if (batch === undefined) {
      batch = { ids: new Map(), failed: [] };
      waiting.set(siteId, batch);
      setTimeout(() => {
        const { ids, failed } = waiting.get(siteId) ?? { ids: new Map<string, ((records: Publication[]) => void)[]>(), failed: [] };
        waiting.delete(siteId);
        fetchPublicationsOf(siteId, [...ids.keys()]).then(
          (records) => {
            const byContent = Map.groupBy(records, (record) => record.content_id);
            for (const [id, callers] of ids) for (const done of callers) done(byContent.get(id) ?? []);
          },
          (error: unknown) => {
            for (const fail of failed) fail(error);
          },
        );
      }, TOGETHER_MS);
    }
    batch.ids.set(contentId, [...(batch.ids.get(contentId) ?? []), resolve]);
    batch.failed.push(reject);
  });
}

/** Only texts that were published or are about to be have any. */
function mayHave(row: ContentRow): boolean {
  return row.published_version !== null || row.scheduled_at !== null || row.status === "approved" || row.status === "published" || row.status === "scheduled";
}

export function Destinations({ row }: { row: ContentRow }) {
  const { data } = useQuery({
    queryKey: publicationKeys.of(row.site_id, [row.id]),
    queryFn: () => publicationsTogether(row.site_id, row.id),
    enabled: mayHave(row),
    staleTime: 15_000,
  });
  const records = data?.filter((record) => record.status !== "unpublished" || record.error !== "") ?? [];
  if (records.length === 0) return <span className="text-faint">–</span>;
  return (
    <span className="flex min-w-0 items-center gap-1">
      {records.map((record) => (
        <DestinationBadge key={record.id} record={record} />
      ))}
    </span>
  );
}

function DestinationBadge({ record }: { record: Publication }) {
  const word = statusWord("publication", record.status);
  const state = isScheduled(record) ? "Scheduled" : word.label;
  const tone = record.error !== "" ? errorMeaning(record).tone : word.tone;
  return (
    <Tooltip content={`${record.destination_name ?? record.destination}: ${state.toLowerCase()}.${record.error ? ` ${record.error}` : ""}`}>
      <Badge tone={tone}>
        {record.destination_name ?? record.destination}
        <span className="sr-only">: {state}</span>
      </Badge>
    </Tooltip>
  );
}
