import { ArrowRight, FileText, type LucideIcon, PenLine, Settings2 } from "lucide-react";
import { Link } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";
import { Stat } from "@/shared/ui/stat";

import type { Integration, SyncRun } from "../api/integrations";
import { lookedAt } from "../types/words";
import { StepFrame } from "./step-frame";

/** The end of connecting: what is here now, and where to go. */
export function CameIn({ row, run, done }: { row: Integration; run: SyncRun; done: () => void }) {
  const path = useSitePath();
  const isEmpty = lookedAt(run) === 0;
  return (
    <StepFrame
      title={`${row.name} is connected`}
      description={isEmpty ? "The website has no texts of these types yet. What is written there from now on comes in by itself." : "From now on changes come in by themselves, and articles can be published to it."}
    >
      <div className="grid grid-cols-2 gap-4 rounded-lg border bg-surface px-4 py-3 sm:grid-cols-4">
        <Stat label="Came in" value={run.created} hint="texts, categories and tags" />
        <Stat label="Known already" value={run.updated + run.unchanged} />
        <Stat label="Conflicts" value={run.conflicts} />
        <Stat label="Left out" value={run.failed} />
      </div>
      {run.failed > 0 ? (
        <Alert
          tone="warning"
          actions={
            <Link onClick={done} className="text-accent underline-offset-3 hover:underline" to={path(`settings/integrations/${row.id}/log?level=warning,error`)}>
              See why
            </Link>
          }
        >
          {count(run.failed, "item")} could not be taken over.
        </Alert>
      ) : null}
      <ul className="grid gap-2">
        <Next to={path("writer/content?source=wordpress")} icon={FileText} title="See what came in" body="The website's texts are in the library, marked as WordPress." onGo={done} />
        <Next to={path("writer/content?status=approved")} icon={PenLine} title="Publish an article to it" body="Approved articles can go to the website from the library." onGo={done} />
        <Next to={path(`settings/integrations/${row.id}`)} icon={Settings2} title="See the connection" body="What comes in, what goes where, and the doctor." onGo={done} />
      </ul>
    </StepFrame>
  );
}

function Next({ to, icon: Icon, title, body, onGo }: { to: string; icon: LucideIcon; title: string; body: string; onGo: () => void }) {
  return (
    <li>
      <Link to={to} onClick={onGo} className="flex items-center gap-4 rounded-lg border bg-surface p-4 transition-colors hover:border-line-strong">
        <Icon className="size-5 shrink-0 text-accent" aria-hidden="true" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{title}</span>
          <span className="block text-pretty text-muted">{body}</span>
        </span>
        <ArrowRight className="size-4 shrink-0 text-faint" aria-hidden="true" />
      </Link>
    </li>
  );
}
