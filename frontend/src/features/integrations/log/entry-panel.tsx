import { FileText, History } from "lucide-react";
import { Link } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { wordOf } from "@/shared/lib/words";
import { Alert } from "@/shared/ui/alert";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { DefinitionList } from "@/shared/ui/definition-list";
import { Time } from "@/shared/ui/time";

import type { LogEntry, SyncRun } from "../api/integrations";
import { LEVEL, lookedAt, outcome, RUN_STATUS, SYNC_KIND, TRIGGER } from "../types/words";

const TONES = { info: "info", warning: "warning", error: "danger" } as const;

/** One line of the log in full: what happened, what to do, and where it belongs. */
export function EntryPanel({ entry, run }: { entry: LogEntry; run: SyncRun | undefined }) {
  const path = useSitePath();
  const base = `settings/integrations/${entry.integration_id}`;
  return (
    <div className="grid gap-5">
      <Alert tone={TONES[entry.level]}>{entry.message}</Alert>
      <div className="flex flex-wrap gap-2">
        {entry.content_id === null ? null : (
          <Button asChild size="sm" icon={FileText}>
            <Link to={path(`writer/content/${entry.content_id}`)}>Open the text</Link>
          </Button>
        )}
        {entry.run_id === null ? null : (
          <Button asChild size="sm" icon={History}>
            <Link to={path(`${base}/log`, { run_id: entry.run_id })}>All of this synchronisation</Link>
          </Button>
        )}
        {entry.level === "error" ? (
          <Button asChild size="sm">
            <Link to={path(base)}>Ask the doctor</Link>
          </Button>
        ) : null}
      </div>
      <DefinitionList
        items={[
          { term: "Kind", value: <Badge tone={wordOf(LEVEL, entry.level).tone}>{wordOf(LEVEL, entry.level).label}</Badge> },
          { term: "When", value: <Time value={entry.created_at} format="datetime" /> },
          run !== undefined && { term: "Synchronisation", value: `${wordOf(SYNC_KIND, run.kind).label}, ${wordOf(TRIGGER, run.trigger).label.toLowerCase()}` },
          run !== undefined && { term: "How it ended", value: run.finished_at === null || (run.status !== "succeeded" && lookedAt(run) === 0) ? wordOf(RUN_STATUS, run.status).label : `${wordOf(RUN_STATUS, run.status).label}: ${outcome(run)}` },
        ]}
      />
    </div>
  );
}
