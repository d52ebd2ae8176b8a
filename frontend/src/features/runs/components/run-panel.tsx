import { Check, RotateCcw, Square } from "lucide-react";
import { Link } from "react-router";

import { StatusBadge } from "@/shared/entities/badges";
import { Can } from "@/shared/entities/me";
import { functionName, isActive, isStopping, outcome, phaseWords, type Run } from "@/shared/entities/run";
import { useSitePath } from "@/shared/entities/site";
import { useNow } from "@/shared/hooks/use-now";
import { cn } from "@/shared/lib/cn";
import { decimal, duration, number } from "@/shared/lib/format";
import { optionsOf, RUN_PHASE } from "@/shared/lib/words";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { CopyableId } from "@/shared/ui/copy";
import { Credits } from "@/shared/ui/credits";
import { DefinitionList } from "@/shared/ui/definition-list";
import { ProgressBar } from "@/shared/ui/progress";
import { Time } from "@/shared/ui/time";

import { useRunActions } from "./use-run-actions";

const PHASES = optionsOf(RUN_PHASE);

/** Everything about one run: how far, what it cost, what came of it, and what can be done now. */
export function RunPanel({ run }: { run: Run }) {
  const path = useSitePath();
  const { cancel, retry, isBusy } = useRunActions();
  const { sentence, path: to } = outcome([run]);
  const isAtWork = isActive(run);
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge kind="run" status={run.status} />
        <span className="text-muted">{functionName(run.function)}</span>
      </div>
      {isAtWork ? (
        <div className="grid gap-2">
          <ProgressBar
            value={run.status === "running" && run.progress_total > 0 ? run.progress_done : null}
            max={run.progress_total || 1}
            label={phaseWords(run)}
            showLabel
            valueText={run.progress_total > 0 ? `${number(run.progress_done)} of ${number(run.progress_total)}` : undefined}
          />
          <Phases run={run} />
        </div>
      ) : null}
      {run.status === "failed" ? (
        <Alert tone="danger" title={run.error || "It failed without saying why."}>
          Nothing was charged. {run.attempt > 1 ? `It was tried ${number(run.attempt)} times.` : ""}
        </Alert>
      ) : null}
      {run.status === "succeeded" ? (
        <Alert
          tone="success"
          actions={
            <Link to={path(to)} className="font-medium underline underline-offset-3">
              View
            </Link>
          }
        >
          {sentence}
        </Alert>
      ) : null}
      <Can role="editor">
        <div className="flex gap-2 empty:hidden">
          {isAtWork ? (
            <Button icon={Square} loading={isBusy} disabled={isStopping(run)} onClick={() => void cancel([run])}>
              {isStopping(run) ? "Stopping" : "Cancel this run"}
            </Button>
          ) : null}
          {run.status === "failed" || run.status === "cancelled" ? (
            <Button icon={RotateCcw} variant="primary" loading={isBusy} onClick={() => void retry([run])}>
              Try again
            </Button>
          ) : null}
        </div>
      </Can>
      <DefinitionList
        items={[
          run.subject_title ? { term: "About", value: run.subject_title } : null,
          { term: "Started", value: <Time value={run.created_at} format="datetime" /> },
          { term: "By", value: run.user_name ?? "Automation" },
          { term: isAtWork ? "Running for" : "Took", value: <Took run={run} /> },
          { term: isAtWork ? "Set aside" : "Charged", value: <Credits value={isAtWork ? run.credits_reserved : run.credits_settled} /> },
          { term: "Model", value: run.model || "Not chosen yet" },
          { term: "Tokens", value: `${number(run.tokens_in)} read, ${number(run.tokens_out)} written` },
          run.provider_cost_usd > 0 ? { term: "Paid to the provider", value: `$${decimal(run.provider_cost_usd, 4)}` } : null,
          { term: "Attempt", value: `${number(Math.max(run.attempt, 1))} of ${number(run.max_attempts)}` },
          run.prompt_version ? { term: "Prompt version", value: run.prompt_version } : null,
          { term: "Run", value: <CopyableId value={run.id} label="run id" /> },
          run.request_id ? { term: "Request", value: <CopyableId value={run.request_id} label="request id" /> } : null,
        ]}
      />
    </div>
  );
}

function Took({ run }: { run: Run }) {
  const now = useNow(isActive(run) ? 1000 : null);
  if (run.started_at === null) return <span className="text-muted">It has not begun yet</span>;
  const end = run.finished_at === null ? now : Date.parse(run.finished_at);
  return <span className="tabular">{duration(Math.max(0, (end - Date.parse(run.started_at)) / 1000))}</span>;
}

function Phases({ run }: { run: Run }) {
  const at = PHASES.findIndex(({ value }) => value === run.phase);
  if (run.status !== "running") return null;
  return (
    <ol className="grid gap-1 text-sm">
      {PHASES.slice(0, -1).map(({ value, label }, index) => (
        <li key={value} aria-current={index === at ? "step" : undefined} className={cn("flex items-center gap-2", index === at ? "font-medium" : index < at ? "text-muted" : "text-faint")}>
          {index < at ? (
            <Check className="size-3.5 text-success" aria-label="Done" />
          ) : (
            <span className="grid size-3.5 place-items-center" aria-hidden="true">
              <span className={cn("size-1.5 rounded-full", index === at ? "bg-accent" : "bg-text/20")} />
            </span>
          )}
          {label}
        </li>
      ))}
    </ol>
  );
}
