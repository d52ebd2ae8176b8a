/** What became of a request to publish: a line for each destination, kept fresh until everything has come to rest. */
import { useQuery } from "@tanstack/react-query";
import { CalendarClock, CircleAlert, CircleCheck, CircleDashed, type LucideIcon } from "lucide-react";
import { Link } from "react-router";

import { count } from "@/shared/lib/format";
import { cn } from "@/shared/lib/cn";
import { dayIn, dayWords, timeIn, zoneWords } from "@/shared/lib/zone";

import { byDestination, type DestinationResult, errorMeaning, isSettled } from "./publish-plan";
import { goesOut, type Publication, publicationsOfQuery } from "./publishing";
import { useSitePath } from "./site";

export function PublishResult({ siteId, records, zone }: { siteId: string; records: readonly Publication[]; zone: string }) {
  const asked = new Map(records.map((record) => [record.id, record]));
  const { data } = useQuery(publicationsOfQuery(siteId, [...new Set(records.map((record) => record.content_id))]));
  for (const record of data ?? []) if (asked.has(record.id)) asked.set(record.id, record);
  const now = [...asked.values()];
  const results = byDestination(now);
  const sitePath = useSitePath();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p role="status" className="sr-only">
        {isSettled(now) ? results.map((one) => `${one.name}: ${summary(one)}`).join(". ") : ""}
      </p>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {results.map((one) => (
          <Row key={one.destination} result={one} zone={zone} first={now.find((record) => record.destination === one.destination)} />
        ))}
      </ul>
      <p className="text-sm text-muted">
        {isSettled(now) ? "" : "It goes on when you close this. "}
        <Link className="text-accent underline underline-offset-3" to={sitePath("writer/published")}>See all publications</Link>
      </p>
    </div>
  );
}

const FACES: Record<"problem" | "live" | "scheduled" | "going", { icon: LucideIcon; tone: string }> = {
  problem: { icon: CircleAlert, tone: "text-danger" },
  live: { icon: CircleCheck, tone: "text-success" },
  scheduled: { icon: CalendarClock, tone: "text-info" },
  going: { icon: CircleDashed, tone: "text-muted" },
};

function Row({ result, zone, first }: { result: DestinationResult; zone: string; first: Publication | undefined }) {
  const { counts } = result;
  const face = FACES[counts.problem > 0 ? "problem" : counts.live === result.total ? "live" : counts.scheduled === result.total ? "scheduled" : "going"];
  return (
    <li className="rounded-md border px-3 py-2">
      <p className="flex flex-wrap items-center gap-x-2">
        <face.icon className={cn("size-4", face.tone)} aria-hidden="true" />
        <span className="font-medium">{result.name}</span>
        <span className="text-muted">{summary(result)}</span>
      </p>
      {counts.scheduled > 0 && first ? <p className="pl-6 text-sm text-muted">{moment(goesOut(first), zone)}</p> : null}
      {result.total === 1 && counts.live === 1 && first?.url ? (
        <a className="block truncate pl-6 text-sm text-accent underline underline-offset-3" href={first.url} target="_blank" rel="noreferrer">
          {first.url}
        </a>
      ) : null}
      {result.troubled.map((record) => (
        <p key={record.id} className="pl-6 text-sm">
          {result.total > 1 ? <span className="font-medium">{record.title}: </span> : null}
          {record.error} <span className="text-muted">({errorMeaning(record).label.toLowerCase()})</span>
        </p>
      ))}
    </li>
  );
}

function summary({ counts, total }: DestinationResult): string {
  const parts = [
    counts.live > 0 ? (total === 1 ? "live" : `${String(counts.live)} of ${String(total)} live`) : "",
    counts.scheduled > 0 ? (total === 1 ? "scheduled" : `${count(counts.scheduled, "article")} scheduled`) : "",
    counts.problem > 0 ? (total === 1 ? "failed" : `${String(counts.problem)} failed`) : "",
  ].filter((part) => part !== "");
  if (counts.going + counts.waiting > 0) parts.push("on the way");
  return parts.join(", ");
}

function moment(iso: string, zone: string): string {
  return `${dayWords(dayIn(zone, iso))}, ${timeIn(zone, iso)} (${zoneWords(zone, new Date(iso))})`;
}
