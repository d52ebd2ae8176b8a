import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ListRestart, ListTodo, Pencil, Plus, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { Link } from "react-router";

import { Can, useRole } from "@/shared/entities/me";
import { usePeople } from "@/shared/entities/people";
import { useCurrentSector } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { urlFlag, useUrlState } from "@/shared/hooks/use-url-state";
import { atLeast } from "@/shared/lib/roles";
import { CONTENT_TYPE, optionsOf, statusOptions } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { DataTable } from "@/shared/ui/table/data-table";
import type { FilterDef } from "@/shared/ui/table/types";
import { useListSource } from "@/shared/ui/table/use-list-source";
import { toast, toastError } from "@/shared/ui/toast";

import { authorsQuery, deleteTasks, fetchTasks, structuresQuery, type Task, taskKeys, tasksChanged, updateTasks } from "../api/tasks";
import { TaskBulk } from "./bulk";
import { taskColumns } from "./columns";
import { canDelete, canRequeue } from "./plan";
import { TaskDialog } from "./task-dialog";
import { TaskPanel } from "./task-panel";

const URL_STATE = { new: urlFlag() };
const PRESETS = [
  { name: "To be written", values: { status: "queued" }, search: "", ordering: "planned_date" },
  { name: "Failed", values: { status: "failed" }, search: "", ordering: "-updated_at" },
];
const taskId = (task: Task) => task.id;

export function TasksPage() {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const path = useSitePath();
  const client = useQueryClient();
  const confirm = useConfirm();
  const canEdit = atLeast(useRole(), "editor");
  const { data: structures } = useQuery(structuresQuery());
  const { data: authors } = useQuery(authorsQuery(site.id));
  const { data: people } = usePeople();
  const [url, setUrl] = useUrlState(URL_STATE);
  const [edited, setEdited] = useState<Task | null>(null);
  const titles = useMemo(() => new Map(structures?.map((one) => [one.name, one.title])), [structures]);
  const columns = useMemo(() => taskColumns({ path, structures: titles }), [path, titles]);
  const filters = useMemo<readonly FilterDef[]>(
    () => [
      { id: "status", label: "State", kind: "multi", options: statusOptions("task") },
      { id: "content_type", label: "Type", kind: "multi", options: optionsOf(CONTENT_TYPE) },
      { id: "planned", label: "Planned", kind: "date", paramMin: "planned_from", paramMax: "planned_to" },
      ...(authors && authors.length > 0 ? [{ id: "author_profile_id", label: "Author", kind: "choice" as const, options: authors.map((one) => ({ value: one.id, label: one.name })) }] : []),
      ...(people && people.length > 1 ? [{ id: "assignee_id", label: "Assignee", kind: "choice" as const, options: people.map((one) => ({ value: one.id, label: one.name || one.email })) }] : []),
    ],
    [authors, people],
  );
  const source = useListSource({
    key: taskKeys.list(site.id),
    fetch: fetchTasks,
    base: { site_id: site.id, sector_id: sector?.id },
    filters,
    ordering: "-created_at",
    rowId: taskId,
  });
  const remove = async (task: Task): Promise<void> => {
    if (!(await confirm({ title: "Delete the task?", body: `“${task.title}” goes; a text that was written for it stays.`, confirm: "Delete the task", danger: true }))) return;
    const restore = source.removeRows([task.id]);
    try {
      await deleteTasks([task.id]);
      tasksChanged(client);
      toast.success("Task deleted");
    } catch (error) {
      restore();
      toastError(error);
    }
  };
  const requeue = (task: Task): void => {
    updateTasks([task.id], { status: "queued" }).then(() => {
      tasksChanged(client);
      toast.success("Back in the queue");
    }, toastError);
  };
  return (
    <Page
      wide
      title="Tasks"
      description="What is to be written. Choose some, see what they cost, and have them written."
      actions={
        <Can role="editor">
          <Button variant="primary" icon={Plus} onClick={() => setUrl({ new: true })}>
            New task
          </Button>
        </Can>
      }
    >
      <DataTable
        id="tasks"
        label="Tasks"
        noun="task"
        columns={columns}
        source={source}
        rowLabel={(task) => task.title}
        search="Search tasks"
        presets={PRESETS}
        selectable={canEdit}
        bulk={(selection, tools) => <TaskBulk source={source} selection={selection} siteId={site.id} onDone={tools.clear} />}
        panel={(task) => <TaskPanel task={task} structure={titles.get(task.structure) ?? task.structure} onEdit={() => setEdited(task)} />}
        {...(canEdit
          ? {
              onEdit: setEdited,
              rowActions: (task: Task) => [
                { label: "Change the task", icon: Pencil, run: () => setEdited(task) },
                ...(canRequeue(task) ? [{ label: "Put back in the queue", icon: ListRestart, run: () => requeue(task) }] : []),
                ...(canDelete(task) ? [{ label: "Delete the task", icon: Trash2, run: () => void remove(task) }] : []),
              ],
            }
          : {})}
        empty={
          <EmptyState
            icon={ListTodo}
            title="No tasks yet"
            body="A task is an article to be written: a title, a brief and the keywords it is for. Approved ideas become tasks, or you write one yourself."
            action={
              <Can role="editor">
                <Button variant="primary" asChild>
                  <Link to={path("planner/ideas")}>Choose ideas</Link>
                </Button>
              </Can>
            }
            secondary={
              <Can role="editor">
                <Button variant="link" onClick={() => setUrl({ new: true })}>
                  Add a task by hand
                </Button>
              </Can>
            }
          />
        }
      />
      {url.new && canEdit ? <TaskDialog task={null} onClose={() => setUrl({ new: false })} /> : null}
      {edited ? <TaskDialog key={edited.id} task={edited} onClose={() => setEdited(null)} /> : null}
    </Page>
  );
}
