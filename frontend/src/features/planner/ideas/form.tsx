import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";

import { CONTENT_TYPE, optionsOf, PAGE_ROLE } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Form, FormField } from "@/shared/ui/form";
import { Input, Textarea } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";

import type { Idea, IdeaPatch } from "../api/ideas";
import { INTENT_CHOICES } from "../clusters/choices";
import { linesOf, OutlineEditor, outlineOf, type OutlineSection, sectionsOf } from "./outline-editor";
import { IDEA_PRIORITY_WORDS } from "./words";

const SCHEMA = z.object({
  title: z.string().trim().min(3, "A title needs at least three characters.").max(255, "At most 255 characters."),
  description: z.string().max(5000, "At most 5,000 characters."),
  angle: z.string().max(300, "At most 300 characters."),
  primary_keyword: z.string().trim().min(1, "One keyword it is written for.").max(255, "At most 255 characters."),
  suggested_keywords: z.string(),
  content_type: z.enum(["post", "page", "product", "service", "category", "taxonomy"]),
  role: z.enum(["pillar", "spoke"]),
  intent: z.enum(["", "informational", "commercial", "transactional", "navigational"]),
  priority: z
    .string()
    .trim()
    .regex(/^(\d+([.,]\d+)?)?$/, "A number, or nothing when it is not known.")
    .refine((text) => text === "" || Number(text.replace(",", ".")) <= 100, "From 0 to 100."),
  outline: z.array(z.custom<OutlineSection>()),
});
type Values = z.infer<typeof SCHEMA>;

function valuesOf(idea: Idea): Values {
  return {
    title: idea.title,
    description: idea.description,
    angle: idea.angle,
    primary_keyword: idea.primary_keyword,
    suggested_keywords: idea.suggested_keywords.join("\n"),
    content_type: idea.content_type,
    role: idea.role,
    intent: idea.intent,
    priority: idea.priority === null ? "" : String(idea.priority),
    outline: sectionsOf(idea.outline),
  };
}

/** Only what was changed: somebody else may have changed the rest. */
export function ideaPatch(values: Values, was: Values): IdeaPatch {
  const now: Required<Omit<IdeaPatch, "cluster_id" | "status">> = {
    title: values.title,
    description: values.description.trim(),
    angle: values.angle.trim(),
    primary_keyword: values.primary_keyword,
    suggested_keywords: linesOf(values.suggested_keywords),
    content_type: values.content_type,
    role: values.role,
    intent: values.intent,
    priority: values.priority === "" ? null : Number(values.priority.replace(",", ".")),
    outline: outlineOf(values.outline),
  };
  return Object.fromEntries(Object.entries(now).filter(([name]) => JSON.stringify(values[name as keyof Values]) !== JSON.stringify(was[name as keyof Values])));
}

interface IdeaFormProps {
  idea: Idea;
  onSave: (changes: IdeaPatch) => Promise<unknown>;
  onCancel: () => void;
}

export function IdeaForm({ idea, onSave, onCancel }: IdeaFormProps) {
  const was = valuesOf(idea);
  const form = useForm<Values>({ resolver: zodResolver(SCHEMA), defaultValues: was });
  const { control } = form;
  return (
    <Form
      form={form}
      onSubmit={async (values: Values) => {
        const changes = ideaPatch(values, was);
        if (Object.keys(changes).length > 0) await onSave(changes);
        onCancel();
      }}
    >
      <FormField control={control} name="title" label="Title">
        {(field) => <Textarea {...field} rows={2} className="min-h-8" />}
      </FormField>
      <FormField control={control} name="description" label="Description" optional>
        {(field) => <Textarea {...field} rows={3} />}
      </FormField>
      <FormField control={control} name="angle" label="Angle" hint="What makes this page different from those that rank already." optional>
        {(field) => <Textarea {...field} rows={2} className="min-h-14" />}
      </FormField>
      <div className="grid grid-cols-2 gap-4">
        <FormField control={control} name="content_type" label="Type">
          {({ value, onChange, onBlur }) => <Select value={value} onValueChange={onChange} onBlur={onBlur} options={optionsOf(CONTENT_TYPE)} />}
        </FormField>
        <FormField control={control} name="role" label="Role">
          {({ value, onChange, onBlur }) => <Select value={value} onValueChange={onChange} onBlur={onBlur} options={optionsOf(PAGE_ROLE)} />}
        </FormField>
        <FormField control={control} name="intent" label="Intent">
          {({ value, onChange, onBlur }) => <Select value={value} onValueChange={onChange} onBlur={onBlur} options={INTENT_CHOICES} />}
        </FormField>
        <FormField control={control} name="priority" label="Priority" optional>
          {(field) => <Input {...field} inputMode="decimal" title={IDEA_PRIORITY_WORDS} />}
        </FormField>
      </div>
      <FormField control={control} name="primary_keyword" label="Main keyword">
        {(field) => <Input {...field} />}
      </FormField>
      <FormField control={control} name="suggested_keywords" label="Keywords" hint="One a line." optional>
        {(field) => <Textarea {...field} rows={4} />}
      </FormField>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 text-sm font-medium">Outline</legend>
        <FormField control={control} name="outline" label="Outline" hideLabel>
          {({ value, onChange }) => <OutlineEditor value={value} onChange={onChange} />}
        </FormField>
      </fieldset>
      <div className="sticky -bottom-4 -mx-4 flex flex-wrap justify-end gap-2 border-t bg-surface px-4 py-3 max-sm:-bottom-5 max-sm:-mx-5">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
          Save the idea
        </Button>
      </div>
    </Form>
  );
}
