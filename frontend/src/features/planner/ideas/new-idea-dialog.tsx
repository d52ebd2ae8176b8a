import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";

import { useCurrentSite } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { CONTENT_TYPE, optionsOf } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Combobox, type ComboOption } from "@/shared/ui/combobox";
import { Dialog } from "@/shared/ui/dialog";
import { Form, FormField } from "@/shared/ui/form";
import { Input, Textarea } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";

import { clusterChoicesQuery } from "../api/clustering";
import { createIdea, type Idea, ideasChanged } from "../api/ideas";

const SCHEMA = z.object({
  cluster_id: z.string().min(1, "Choose the cluster it is for."),
  title: z.string().trim().min(3, "A title needs at least three characters.").max(255, "At most 255 characters."),
  description: z.string().max(5000, "At most 5,000 characters."),
  content_type: z.enum(["post", "page", "product", "service", "category", "taxonomy"]),
});
type Values = z.infer<typeof SCHEMA>;

/** An idea of one's own. */
export function NewIdeaDialog({ onClose, onMade }: { onClose: () => void; onMade: (idea: Idea) => void }) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const [cluster, setCluster] = useState<ComboOption | null>(null);
  const form = useForm<Values>({ resolver: zodResolver(SCHEMA), defaultValues: { cluster_id: "", title: "", description: "", content_type: "post" } });
  const { control } = form;
  const search = async (text: string) => {
    const rows = await client.query(clusterChoicesQuery(site.id, { search: text }));
    return rows.map((row) => ({ value: row.id, label: row.name, description: count(row.keyword_count, "keyword") }));
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title="New idea"
      description="A page you have in mind. Its main keyword and intent come from the cluster; you can change them afterwards."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="new-idea" variant="primary" loading={form.formState.isSubmitting}>
            Add the idea
          </Button>
        </>
      }
    >
      <Form
        id="new-idea"
        form={form}
        onSubmit={async (values: Values) => {
          const idea = await createIdea(values);
          onMade(idea);
          await ideasChanged(client);
        }}
      >
        <FormField control={control} name="title" label="Title">
          {(field) => <Input {...field} />}
        </FormField>
        <FormField control={control} name="cluster_id" label="Cluster">
          {({ value, onChange, onBlur }) => (
            <Combobox
              value={value === "" ? null : value}
              selected={cluster}
              onBlur={onBlur}
              search={search}
              searchPlaceholder="Search clusters"
              emptyText="No cluster has this name."
              onValueChange={(id, option) => {
                setCluster(option);
                onChange(id ?? "");
              }}
            />
          )}
        </FormField>
        <FormField control={control} name="description" label="Description" optional>
          {(field) => <Textarea {...field} rows={3} />}
        </FormField>
        <FormField control={control} name="content_type" label="Type">
          {({ value, onChange, onBlur }) => <Select value={value} onValueChange={onChange} onBlur={onBlur} options={optionsOf(CONTENT_TYPE)} />}
        </FormField>
      </Form>
    </Dialog>
  );
}
