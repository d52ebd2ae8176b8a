/** A new task, or one that is changed. */
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useReducer, useState } from "react";
import { useForm, useWatch } from "react-hook-form";

import { useCurrentSector, useSectors } from "@/shared/entities/sectors";
import { useCurrentSite } from "@/shared/entities/site";
import { CONTENT_TYPE, optionsOf } from "@/shared/lib/words";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog } from "@/shared/ui/dialog";
import { Form, FormField } from "@/shared/ui/form";
import { Input, Textarea } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";
import { toast } from "@/shared/ui/toast";

import { authorsQuery, createTask, searchClusters, structuresQuery, type Task, tasksChanged, updateTask } from "../api/tasks";
import { useAssigneeOptions } from "./assignees";
import { fromApi, fromTemplate, isSame, reduceOutline, type Section } from "./outline";
import { OutlineEditor } from "./outline-editor";
import { canChange } from "./plan";
import { bodyOf, changesOf, keywordsOf, type TaskParsed, taskSchema, type TaskValues, valuesOf, whenAndWho } from "./task-form";

const FORM = "task-form";
const PAIR = "grid items-start gap-4 sm:grid-cols-2";

/** What is named line by line is taken as a fact, by every model. */
const BRIEF_HINT: Partial<Record<TaskValues["content_type"], string>> = {
  product: "What is known about it, a line each: Material: steel. Properties that are not named here are not written about.",
  service: "For whom it is. Name what belongs to it below a line “Includes:”, and how it runs below “Steps:”.",
};

export function TaskDialog({ task, onClose }: { task: Task | null; onClose: () => void }) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const sector = useCurrentSector();
  const { data: sectors = [] } = useSectors();
  const { data: structures = [] } = useQuery(structuresQuery());
  const { data: authors = [] } = useQuery(authorsQuery(site.id));
  const assignees = useAssigneeOptions(task?.assignee_id ? { id: task.assignee_id, name: task.assignee_name } : null);
  const form = useForm<TaskValues, unknown, TaskParsed>({
    resolver: zodResolver(taskSchema),
    values: valuesOf(task, { sectorId: sector?.id ?? sectors[0]?.id ?? "", structure: "guide", words: 1200 }),
    resetOptions: { keepDirtyValues: true },
  });
  const [outline, dispatch] = useReducer(reduceOutline, null, () => fromApi(task?.outline ?? []));
  const [template, setTemplate] = useState<readonly Section[]>([]);
  const isOpen = task === null || canChange(task);
  const save = useMutation({
    mutationFn: (values: TaskParsed) => {
      if (task === null) return createTask(bodyOf(values, outline));
      if (!isOpen) return updateTask(task.id, whenAndWho(values));
      return updateTask(task.id, changesOf(values, outline));
    },
    onSuccess: (saved) => {
      tasksChanged(client);
      toast.success(task === null ? `Task “${saved.title}” added` : "Task saved");
      onClose();
    },
  });
  const [type, structure, title, keywords] = useWatch({ control: form.control, name: ["content_type", "structure", "title", "keywords"] });
  const offered = structures.filter((one) => one.content_types.includes(type));
  const chosen = structures.find((one) => one.name === structure);
  const fill = (name: string): void => {
    const next = structures.find((one) => one.name === name);
    if (!next) return;
    const sections = fromTemplate(next, keywordsOf(keywords)[0] ?? title);
    dispatch({ type: "reset", sections });
    setTemplate(sections);
  };
  const takeStructure = (name: string): void => {
    form.setValue("structure", name, { shouldDirty: true });
    const next = structures.find((one) => one.name === name);
    if (next && !form.getFieldState("target_words").isDirty) form.setValue("target_words", next.target_words);
    // Sections somebody wrote stay; a template that was only looked at makes room for the next.
    if (outline.length > 0 && isSame(outline, template)) fill(name);
  };
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={onClose}
      dismissable={!form.formState.isDirty && !save.isPending}
      title={task === null ? "New task" : "Change the task"}
      description={task === null ? "What is to be written. Nothing is spent until you have it written." : undefined}
      footer={
        <>
          <Button disabled={save.isPending} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={FORM} variant="primary" loading={save.isPending}>
            {task === null ? "Add the task" : "Save the task"}
          </Button>
        </>
      }
    >
      <Form form={form} id={FORM} onSubmit={(values) => save.mutateAsync(values)}>
        {isOpen ? (
          <>
            <FormField control={form.control} name="title" label="Title">
              {(field) => <Input {...field} maxLength={255} autoComplete="off" />}
            </FormField>
            <FormField control={form.control} name="brief" label="Brief" optional hint={BRIEF_HINT[type] ?? "For whom it is, what it must say, what it must not."}>
              {(field) => <Textarea {...field} rows={3} />}
            </FormField>
            <FormField control={form.control} name="keywords" label="Keywords" optional hint="One a line; the first is the main one.">
              {(field) => <Textarea {...field} rows={2} className="min-h-14" />}
            </FormField>
            <div className={PAIR}>
              {task === null ? (
                <FormField control={form.control} name="sector_id" label="Sector">
                  {(field) => <Select {...picked(field)} options={sectors.map((one) => ({ value: one.id, label: one.name }))} />}
                </FormField>
              ) : null}
              <FormField control={form.control} name="cluster_id" label="Cluster" optional>
                {(field) => (
                  <Combobox {...picked(field)} clearable search={(text) => searchClusters(site.id, text)} selected={task?.cluster_id ? { value: task.cluster_id, label: task.cluster_name ?? "Its cluster" } : null} searchPlaceholder="Search clusters" />
                )}
              </FormField>
              <FormField control={form.control} name="content_type" label="Type">
                {(field) => (
                  <Select
                    {...picked(field)}
                    onValueChange={(next) => {
                      field.onChange(next);
                      if (!chosen?.content_types.includes(next)) takeStructure(structures.find((one) => one.content_types.includes(next))?.name ?? structure);
                    }}
                    options={optionsOf(CONTENT_TYPE)}
                  />
                )}
              </FormField>
              <FormField control={form.control} name="structure" label="Structure" {...(chosen ? { hint: chosen.description } : {})}>
                {(field) => <Select {...picked(field)} onValueChange={takeStructure} options={offered.map((one) => ({ value: one.name, label: one.title }))} />}
              </FormField>
              <FormField control={form.control} name="target_words" label="Target words" hint="The price follows the words.">
                {({ value, ...field }) => <Input {...field} value={String(value)} type="number" inputMode="numeric" min={100} max={10_000} step={50} />}
              </FormField>
              <FormField control={form.control} name="author_profile_id" label="Author" optional>
                {(field) => <Select {...picked(field)} options={[{ value: "", label: "The site's usual author" }, ...authors.map((one) => ({ value: one.id, label: one.name }))]} />}
              </FormField>
            </div>
          </>
        ) : (
          <Alert tone="info">{task.status === "completed" ? "The article is written: change its text in the editor." : "The article is being written: only day and assignee can change now."}</Alert>
        )}
        <div className={PAIR}>
          <FormField control={form.control} name="planned_date" label="Planned for" optional hint="A wish for the calendar.">
            {(field) => <Input {...field} type="date" />}
          </FormField>
          <FormField control={form.control} name="assignee_id" label="Assignee" optional>
            {(field) => <Select {...picked(field)} options={assignees} />}
          </FormField>
        </div>
        {isOpen ? (
          <fieldset className="grid gap-2">
            <legend className="mb-2 text-sm font-medium">
              Outline <span className="font-normal text-faint">(optional)</span>
            </legend>
            {outline.length === 0 ? (
              <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-muted">
                Without one, the sections of the {chosen?.title.toLowerCase() ?? "chosen"} structure are used.
                {chosen ? (
                  <Button size="sm" onClick={() => fill(chosen.name)}>
                    Start from them
                  </Button>
                ) : null}
              </p>
            ) : null}
            <OutlineEditor sections={outline} dispatch={dispatch} />
          </fieldset>
        ) : null}
      </Form>
    </Dialog>
  );
}

/** A form's value for a control that is not a native one. */
function picked<Value>({ value, onChange, onBlur }: { value: Value; onChange: (value: Value) => void; onBlur: () => void }) {
  return { value, onBlur, onValueChange: onChange };
}
