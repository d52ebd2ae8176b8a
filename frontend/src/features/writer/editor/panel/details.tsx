import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";

import { toApiError } from "@/shared/api/errors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { CONTENT_SOURCE, CONTENT_TYPE, optionsOf, TAXONOMY_TYPE, wordOf } from "@/shared/lib/words";
import { Alert } from "@/shared/ui/alert";
import { CopyableId } from "@/shared/ui/copy";
import { Combobox, MultiSelect } from "@/shared/ui/combobox";
import { DefinitionList } from "@/shared/ui/definition-list";
import { Field } from "@/shared/ui/field";
import { Input, Textarea } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";
import { Time } from "@/shared/ui/time";

import { type ContentChanges, contentChanged, saveContent, versionsQuery } from "../../api/content";
import { authorsQuery } from "../../api/tasks";
import { termsQuery } from "../../api/taxonomies";
import { useDesk, useDeskState } from "../use-desk";

import { TypeDetails } from "./type-details";

/** Everything about the content that is not its text. What its type has is saved with the text, the rest at once. */
export function Details({ canEdit }: { canEdit: boolean }) {
  const site = useCurrentSite();
  const desk = useDesk();
  const client = useQueryClient();
  const content = useDeskState((state) => state.content);
  const authors = useQuery(authorsQuery(site.id));
  const terms = useQuery(termsQuery(site.id));
  const save = useMutation({
    mutationFn: (changes: ContentChanges) => saveContent(content.id, changes),
    onSuccess: (answer) => {
      desk.receive(answer);
      contentChanged(client, answer);
    },
  });
  const set = (changes: ContentChanges): void => save.mutate(changes);
  const error = save.error ? toApiError(save.error) : null;
  return (
    <div className="grid gap-5">
      <TypeDetails canEdit={canEdit} />
      {error ? <Alert tone="danger">{Object.values(error.fields).flat().join(" ") || error.message}</Alert> : null}
      <p role="status" className="sr-only">
        {save.isPending ? "Saving" : save.isSuccess ? "Saved" : ""}
      </p>
      <TextSetting label="Main keyword" hint="What this page wants to be found for." value={content.primary_keyword} canEdit={canEdit} onSave={(primary_keyword) => set({ primary_keyword })} field="keyword" />
      <TextSetting
        label="Other keywords"
        hint="One a line."
        rows={3}
        value={content.secondary_keywords.join("\n")}
        canEdit={canEdit}
        onSave={(text) => set({ secondary_keywords: [...new Set(text.split("\n").map((one) => one.trim()).filter(Boolean))].slice(0, 100) })}
      />
      <Field label="Author" hint={authors.data?.length === 0 ? <>No author profiles yet. <Link className="text-accent underline underline-offset-3" to="/thinker/authors">Add one</Link></> : undefined}>
        <Combobox
          value={content.author_profile_id}
          disabled={!canEdit}
          clearable
          placeholder="The site's usual author"
          options={authors.data?.map((one) => ({ value: one.id, label: one.name, ...(one.byline ? { description: one.byline } : {}) }))}
          onValueChange={(author_profile_id) => set({ author_profile_id })}
        />
      </Field>
      <Field label="Categories and tags">
        <MultiSelect
          value={content.taxonomy_ids}
          disabled={!canEdit}
          placeholder="None"
          options={terms.data?.map((one) => ({ value: one.id, label: one.name, description: wordOf(TAXONOMY_TYPE, one.type).label }))}
          onValueChange={(taxonomy_ids) => set({ taxonomy_ids })}
        />
      </Field>
      <Field label="Kind of page">
        <Select value={content.content_type} disabled={!canEdit} onValueChange={(content_type) => set({ content_type })} options={optionsOf(CONTENT_TYPE)} />
      </Field>
      <Field label="Planned for" hint="A wish, not a schedule: it stands in the calendar.">
        <Input type="date" value={content.planned_date ?? ""} readOnly={!canEdit} onChange={(event) => set({ planned_date: event.target.value || null })} />
      </Field>
      <Facts />
    </div>
  );
}

function Facts() {
  const site = useCurrentSite();
  const sitePath = useSitePath();
  const content = useDeskState((state) => state.content);
  const { data: versions } = useQuery(versionsQuery(site.id, content.id));
  const spent = versions?.reduce((sum, one) => sum + one.credits, 0);
  const model = text(content.provenance.model);
  const runId = text(content.provenance.run_id);
  const note = text(content.provenance.note);
  const link = (to: string, label: string): ReactNode => (
    <Link className="text-accent underline underline-offset-3" to={sitePath(to)}>
      {label}
    </Link>
  );
  return (
    <section className="grid gap-3 border-t pt-4">
      <h3 className="text-sm font-medium">Where it comes from</h3>
      {note ? <Alert tone="warning">{note}</Alert> : null}
      <DefinitionList
        items={[
          { term: "Source", value: wordOf(CONTENT_SOURCE, content.source).label },
          content.task_id !== null && { term: "Task", value: link(`writer/tasks?panel=${content.task_id}`, "Open the task") },
          content.cluster_id !== null && { term: "Cluster", value: link(`planner/clusters/${content.cluster_id}`, content.cluster_name ?? "Open the cluster") },
          content.sector_name !== null && { term: "Sector", value: content.sector_name },
          { term: "Model", value: model || "Written by a person" },
          text(content.provenance.prompt_version) !== "" && { term: "Prompt version", value: text(content.provenance.prompt_version) },
          runId !== "" && { term: "Run", value: link(`runs?panel=${runId}`, "See the run") },
          spent !== undefined && { term: "Spent on it", value: count(spent, "credit") },
          { term: "Begun", value: <Time value={content.created_at} /> },
          { term: "First published", value: <Time value={content.first_published_at} never="Not yet" /> },
          { term: "Type for search engines", value: content.schema_type },
          { term: "Id", value: <CopyableId value={content.id} /> },
        ]}
      />
    </section>
  );
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

interface TextSettingProps {
  label: string;
  hint: string;
  value: string;
  canEdit: boolean;
  rows?: number;
  onSave: (value: string) => void;
  /** What the checklist calls it. */
  field?: string;
}

function TextSetting({ label, hint, value, canEdit, rows, onSave, field }: TextSettingProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const props = {
    value: typed ?? value,
    readOnly: !canEdit,
    onChange: (event: { target: { value: string } }) => setTyped(event.target.value),
    onBlur: () => {
      if (typed !== null && typed.trim() !== value) onSave(typed.trim());
      setTyped(null);
    },
  };
  return (
    <Field label={label} hint={hint}>
      {rows ? <Textarea {...props} rows={rows} /> : <Input {...props} data-editor-field={field} maxLength={255} onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()} />}
    </Field>
  );
}
