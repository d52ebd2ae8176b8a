/** How far a task is: its status, the phase of the run that writes it, or why it failed. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useState } from "react";

import { StatusBadge } from "@/shared/entities/badges";
import { Can } from "@/shared/entities/me";
import { isActive, phaseWords, type Run } from "@/shared/entities/run";
import { useRunsOf } from "@/shared/entities/run-stream";
import { RequestKeys } from "@/shared/lib/request-key";
import { Button } from "@/shared/ui/button";
import { ProgressBar } from "@/shared/ui/progress";
import { toastError } from "@/shared/ui/toast";
import { Tooltip } from "@/shared/ui/tooltip";

import { followRuns, type Task, tasksChanged, writeTasks } from "../api/tasks";

/** The run that writes this task now. */
export function useWritingRun(task: Pick<Task, "id">): Run | undefined {
  return useRunsOf({ subjectId: task.id }).find(isActive);
}

export function TaskState({ task }: { task: Task }) {
  const run = useWritingRun(task);
  if (run) {
    const total = run.progress_total > 0 ? run.progress_total : null;
    return (
      <span className="flex min-w-0 items-center gap-2">
        <ProgressBar value={total === null ? null : run.progress_done} max={total ?? 1} label={phaseWords(run)} className="w-12 shrink-0" />
        <span className="truncate text-sm text-muted">
          {phaseWords(run)}
          {total === null ? "" : `, ${String(run.progress_done)} of ${String(total)}`}
        </span>
      </span>
    );
  }
  if (task.status === "failed" && task.error !== "") {
    return (
      <span className="flex min-w-0 items-center gap-2">
        <StatusBadge kind="task" status={task.status} />
        <Tooltip content={task.error}>
          <span className="truncate text-sm text-danger">{task.error}</span>
        </Tooltip>
        <Can role="editor">
          {/* A card on a phone has no room for it; there it is in the panel. */}
          <span className="max-sm:hidden">
            <RetryTask task={task} />
          </span>
        </Can>
      </span>
    );
  }
  return <StatusBadge kind="task" status={task.status} />;
}

/** Writes it again. What was held for the failed run was given back, so this is paid once. */
export function RetryTask({ task, label = "Retry" }: { task: Task; label?: string }) {
  const client = useQueryClient();
  const [keys] = useState(() => new RequestKeys());
  const retry = useMutation({
    mutationFn: () => writeTasks([task.id], (body) => keys.for(body)),
    onSuccess: async (ids) => {
      keys.done();
      tasksChanged(client);
      await followRuns(client, task.site_id, ids);
    },
    onError: (error) => toastError(error),
  });
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={RotateCw}
      loading={retry.isPending}
      onClick={(event) => {
        event.stopPropagation();
        retry.mutate();
      }}
    >
      {label}
    </Button>
  );
}
