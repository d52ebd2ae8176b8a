/** What can be done with the selected tasks. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, CalendarDays, ListRestart, MoreHorizontal, Trash2, UserRound } from "lucide-react";
import { useState } from "react";

import { count } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { Menu, MenuItem, MenuSeparator } from "@/shared/ui/menu";
import { Select } from "@/shared/ui/select";
import type { Selection } from "@/shared/ui/table/selection";
import type { ListSource } from "@/shared/ui/table/types";
import { toast, toastError } from "@/shared/ui/toast";

import { deleteTasks, type Task, tasksChanged, type TasksChange, updateTasks } from "../api/tasks";
import { useAssigneeOptions } from "./assignees";
import { useSelectedRows } from "../selected-rows";
import { canCancel, canDelete, canRequeue } from "./plan";
import { WriteButton } from "./write-button";

export function TaskBulk({ source, selection, siteId, onDone }: { source: ListSource<Task>; selection: Selection; siteId: string; onDone: () => void }) {
  const client = useQueryClient();
  const confirm = useConfirm();
  const { rows, isKnown } = useSelectedRows(source, selection);
  const [asking, setAsking] = useState<"day" | "assignee" | null>(null);
  const change = useMutation({
    mutationFn: ({ ids, changes }: { ids: string[]; changes: TasksChange; said: (n: number) => string }) => updateTasks(ids, changes),
    onSuccess: (changed, { said }) => {
      tasksChanged(client);
      setAsking(null);
      onDone();
      toast.success(said(changed));
    },
    onError: (error) => toastError(error),
  });
  const remove = useMutation({
    mutationFn: (ids: string[]) => deleteTasks(ids),
    onSuccess: (gone) => {
      tasksChanged(client);
      onDone();
      toast.success(`${count(gone, "task")} deleted`);
    },
    onError: (error) => toastError(error),
  });
  const ids = (may: (task: Task) => boolean = () => true): string[] => rows.filter(may).map((task) => task.id);
  const cancelled = ids(canCancel);
  const again = ids(canRequeue);
  const gone = ids(canDelete);
  const cancelThem = async (): Promise<void> => {
    const writing = rows.filter((task) => task.status === "in_progress").length;
    const isSure = await confirm({
      title: `Cancel ${count(cancelled.length, "task")}?`,
      body: writing > 0 ? `${count(writing, "article")} being written will stop; credits held for them are given back.` : "They can be put back into the queue later.",
      confirm: `Cancel ${count(cancelled.length, "task")}`,
      cancel: "Keep them",
      danger: true,
    });
    if (isSure) change.mutate({ ids: cancelled, changes: { status: "cancelled" }, said: (n) => `${count(n, "task")} cancelled` });
  };
  const deleteThem = async (): Promise<void> => {
    const isSure = await confirm({
      title: `Delete ${count(gone.length, "task")}?`,
      body: "Texts that were written for them stay. A deleted task cannot be brought back.",
      confirm: `Delete ${count(gone.length, "task")}`,
      danger: true,
    });
    if (isSure) remove.mutate(gone);
  };
  const isBusy = change.isPending || remove.isPending;
  return (
    <>
      {isKnown ? <WriteButton tasks={rows} siteId={siteId} size="sm" onStarted={onDone} /> : null}
      <Button size="sm" icon={CalendarDays} disabled={!isKnown || isBusy} onClick={() => setAsking("day")}>
        Plan a day
      </Button>
      <Button size="sm" icon={UserRound} disabled={!isKnown || isBusy} onClick={() => setAsking("assignee")}>
        Assign
      </Button>
      <Menu
        trigger={
          <Button size="sm" icon={MoreHorizontal} loading={isBusy} disabled={!isKnown}>
            More
          </Button>
        }
      >
        <MenuItem icon={ListRestart} disabled={again.length === 0} onSelect={() => change.mutate({ ids: again, changes: { status: "queued" }, said: (n) => `${count(n, "task")} back in the queue` })} hint={again.length === 0 ? "None of them failed or was cancelled" : undefined}>
          Put {again.length > 0 ? count(again.length, "task") : "tasks"} back in the queue
        </MenuItem>
        <MenuItem icon={Ban} disabled={cancelled.length === 0} onSelect={() => void cancelThem()}>
          Cancel {cancelled.length > 0 ? count(cancelled.length, "task") : "tasks"}…
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} danger disabled={gone.length === 0} onSelect={() => void deleteThem()} hint={gone.length < rows.length ? "Those being written are left out" : undefined}>
          Delete {gone.length > 0 ? count(gone.length, "task") : "tasks"}…
        </MenuItem>
      </Menu>
      {asking === "day" ? <DayDialog many={rows.length} isPending={change.isPending} onClose={() => setAsking(null)} onPick={(day) => change.mutate({ ids: ids(), changes: { planned_date: day }, said: (n) => `${count(n, "task")} planned` })} /> : null}
      {asking === "assignee" ? <AssignDialog many={rows.length} isPending={change.isPending} onClose={() => setAsking(null)} onPick={(id) => change.mutate({ ids: ids(), changes: { assignee_id: id }, said: (n) => `${count(n, "task")} assigned` })} /> : null}
    </>
  );
}

function DayDialog({ many, isPending, onClose, onPick }: { many: number; isPending: boolean; onClose: () => void; onPick: (day: string | null) => void }) {
  const [day, setDay] = useState("");
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={`Plan a day for ${count(many, "task")}`}
      footer={
        <>
          <Button disabled={isPending} onClick={() => onPick(null)}>
            Take the day away
          </Button>
          <Button variant="primary" loading={isPending} disabled={day === ""} onClick={() => onPick(day)}>
            Plan {count(many, "task")}
          </Button>
        </>
      }
    >
      <Field label="Day" hint="A wish for the calendar. Nothing is written or published by itself on that day.">
        <Input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </Field>
    </Dialog>
  );
}

function AssignDialog({ many, isPending, onClose, onPick }: { many: number; isPending: boolean; onClose: () => void; onPick: (id: string | null) => void }) {
  const options = useAssigneeOptions(null);
  const [id, setId] = useState("");
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={`Assign ${count(many, "task")}`}
      footer={
        <Button variant="primary" loading={isPending} onClick={() => onPick(id === "" ? null : id)}>
          {id === "" ? `Leave ${count(many, "task")} to nobody` : `Assign ${count(many, "task")}`}
        </Button>
      }
    >
      <Field label="Assignee">
        <Select value={id} onValueChange={setId} options={options} />
      </Field>
    </Dialog>
  );
}
