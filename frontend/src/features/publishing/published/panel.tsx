/** One publication: how it is there, what went wrong and who has to act. */
import { useQuery } from "@tanstack/react-query";
import { CloudOff, ExternalLink, Pencil, RotateCw, Upload } from "lucide-react";
import { Link } from "react-router";

import { Can } from "@/shared/entities/me";
import { goesOut, isMoving, isScheduled, type Publication } from "@/shared/entities/publishing";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { CopyButton } from "@/shared/ui/copy";
import { DefinitionList } from "@/shared/ui/definition-list";
import { QueryState } from "@/shared/ui/query-state";
import { Time } from "@/shared/ui/time";

import { publicationQuery } from "../api/published";
import { shownUrl, StateBadge, VersionState } from "./columns";
import { behind, canRetry, canUnpublish, liveUrl, stateOf } from "./state";
import { usePublicationActions } from "./use-actions";

const POLL_MS = 2000;

/** @param row what the list knows already; without it the record is asked for */
export function PublicationPanel({ id, row }: { id: string; row?: Publication }) {
  const site = useCurrentSite();
  const query = useQuery({ ...publicationQuery(site.id, id), ...(row ? { initialData: row, initialDataUpdatedAt: 0 } : {}), refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? POLL_MS : false) });
  return (
    <QueryState query={query} notFound="This publication was not found">
      {(record) => <Facts record={record} />}
    </QueryState>
  );
}

const TONES = { info: "info", warning: "warning", danger: "danger" } as const;

function Facts({ record }: { record: Publication }) {
  const path = useSitePath();
  const { retry, update, askTakeDown, isBusy } = usePublicationActions();
  const state = stateOf(record);
  const late = behind(record, record.current_version) ?? 0;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-2">
        <StateBadge record={record} />
        <Button asChild size="sm" icon={Pencil}>
          <Link to={path(`writer/content/${record.content_id}`)}>Open the text</Link>
        </Button>
        {liveUrl(record) ? (
          <Button asChild size="sm" icon={ExternalLink}>
            <a href={record.url} target="_blank" rel="noreferrer">
              Visit the page
            </a>
          </Button>
        ) : null}
      </div>
      {record.error && state.cure ? (
        <Alert tone={state.tone in TONES ? TONES[state.tone as keyof typeof TONES] : "info"} title={state.cure}>
          {record.error}
          {record.status !== "failed" ? (
            <span className="mt-1 block text-muted">
              Next try <Time value={record.not_before} />, after {record.attempts} so far.
            </span>
          ) : null}
        </Alert>
      ) : null}
      {record.warnings.length > 0 ? (
        <Alert tone="warning" title="Published, but not everything was taken">
          {record.warnings.map((sentence) => (
            <span key={sentence} className="block">
              {sentence}
            </span>
          ))}
        </Alert>
      ) : null}
      <Can role="editor">
        <div className="flex flex-wrap gap-2">
          {canRetry(record) ? (
            <Button size="sm" variant="primary" icon={RotateCw} loading={retry.isPending} disabled={isBusy} onClick={() => retry.mutate(record)}>
              Try again now
            </Button>
          ) : null}
          {late > 0 && record.wanted === "publish" ? (
            <Button size="sm" variant="primary" icon={Upload} loading={update.isPending} disabled={isBusy} onClick={() => update.mutate(record)}>
              Publish version {record.current_version}
            </Button>
          ) : null}
          {canUnpublish(record) ? (
            <Button size="sm" icon={CloudOff} disabled={isBusy} onClick={() => void askTakeDown([record])}>
              {isScheduled(record) && record.live_version === null ? "Take it off the schedule" : "Take it down"}
            </Button>
          ) : null}
        </div>
      </Can>
      <DefinitionList
        items={[
          { term: "Destination", value: record.destination_name ?? record.destination },
          { term: "Live version", value: <VersionState record={record} /> },
          { term: "Newest version", value: record.current_version },
          isScheduled(record) && { term: "Goes out", value: <Time value={goesOut(record)} format="datetime" /> },
          { term: "Published", value: <Time value={record.published_at} format="datetime" never="Not yet" /> },
          {
            term: "Address",
            value: record.url ? (
              <span className="flex min-w-0 items-center gap-1">
                <span className="min-w-0 break-all">{shownUrl(record.url)}</span>
                <CopyButton value={record.url} label="the address" />
              </span>
            ) : null,
          },
          { term: "Attempts", value: record.attempts },
          record.external_id !== "" && { term: "Id there", value: <span className="font-mono text-xs break-all">{record.external_id}</span> },
        ]}
      />
    </div>
  );
}
