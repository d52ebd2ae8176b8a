/** One task beside the list. */
import { Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { StatusBadge } from "@/shared/entities/badges";
import { Can } from "@/shared/entities/me";
import { phaseWords } from "@/shared/entities/run";
import { useSitePath } from "@/shared/entities/site";
import { CONTENT_TYPE, wordOf } from "@/shared/lib/words";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Num } from "@/shared/ui/number";
import { ProgressBar } from "@/shared/ui/progress";

import type { Task } from "../api/tasks";
import { shortDay } from "./columns";
import { canWrite } from "./plan";
import { RetryTask, useWritingRun } from "./task-state";
import { WriteButton } from "./write-button";

export function TaskPanel({ task, structure, onEdit }: { task: Task; structure: string; onEdit: () => void }) {
  const path = useSitePath();
  const run = useWritingRun(task);
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge kind="task" status={task.status} />
        {task.content_id ? (
          <Button asChild size="sm">
            <Link to={path(`writer/content/${task.content_id}`)}>Open the text</Link>
          </Button>
        ) : null}
        <Can role="editor">
          <Button size="sm" icon={Pencil} onClick={onEdit}>
            Change
          </Button>
          {canWrite(task) && task.status === "queued" ? <WriteButton tasks={[task]} siteId={task.site_id} size="sm" /> : null}
        </Can>
      </div>
      {run ? <ProgressBar showLabel label={phaseWords(run)} value={run.progress_total > 0 ? run.progress_done : null} max={Math.max(run.progress_total, 1)} /> : null}
      {!run && task.status === "failed" && task.error ? (
        <Alert
          tone="danger"
          title="It could not be written"
          actions={
            <Can role="editor">
              <RetryTask task={task} label="Try again" />
            </Can>
          }
        >
          {task.error}
        </Alert>
      ) : null}
      {task.brief ? <p className="text-pretty whitespace-pre-line">{task.brief}</p> : null}
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        <Fact name="Type">{wordOf(CONTENT_TYPE, task.content_type).label}</Fact>
        <Fact name="Structure">{structure}</Fact>
        <Fact name="Words">
          <Num value={task.target_words} />
        </Fact>
        <Fact name="Keywords">{task.target_keywords.join(", ")}</Fact>
        <Fact name="Cluster">{task.cluster_id ? <Link className="text-accent underline-offset-3 hover:underline" to={path(`planner/clusters/${task.cluster_id}`)}>{task.cluster_name ?? "Open"}</Link> : ""}</Fact>
        <Fact name="Idea">{task.idea_title}</Fact>
        <Fact name="Author">{task.author_profile_name}</Fact>
        <Fact name="Assignee">{task.assignee_name}</Fact>
        <Fact name="Planned">{shortDay(task.planned_date)}</Fact>
      </dl>
      {task.outline.length > 0 ? (
        <section className="grid gap-2">
          <h3 className="font-medium">Outline</h3>
          <ol className="grid list-decimal gap-2 pl-5">
            {task.outline.map((section, index) => (
              <li key={index}>
                {section.heading}
                {section.points.length > 0 ? <span className="block text-sm text-muted">{section.points.join("; ")}</span> : null}
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children === null || children === undefined || children === "" ? <span className="text-faint">–</span> : children}</dd>
    </>
  );
}
