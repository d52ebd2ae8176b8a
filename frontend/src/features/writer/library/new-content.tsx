/** A blank text to be written by hand. */
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useNavigate } from "react-router";
import { z } from "zod";

import { useCurrentSector, useSectors } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { CONTENT_TYPE, optionsOf } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";
import { Form, FormField } from "@/shared/ui/form";
import { Input } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";

import { createContent, textsChanged } from "../api/library";

const schema = z.object({
  title: z.string().trim().min(1, "Give it a title; it can change later.").max(255, "At most 255 characters."),
  primary_keyword: z.string().trim().max(255, "At most 255 characters."),
  content_type: z.enum(["post", "page", "product", "service", "category", "taxonomy"]),
  sector_id: z.string(),
});

export function NewContentDialog({ onClose }: { onClose: () => void }) {
  const site = useCurrentSite();
  const sector = useCurrentSector();
  const { data: sectors = [] } = useSectors();
  const client = useQueryClient();
  const navigate = useNavigate();
  const path = useSitePath();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { title: "", primary_keyword: "", content_type: "post" as const, sector_id: sector?.id ?? "" } });
  const create = useMutation({
    mutationFn: (values: z.output<typeof schema>) => createContent({ ...values, site_id: site.id, sector_id: values.sector_id || null }),
    onSuccess: (made) => {
      textsChanged(client);
      void navigate(path(`writer/content/${made.id}`));
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="New content"
      description="A blank text that you write yourself. It costs nothing."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="new-content" variant="primary" loading={create.isPending}>
            Start writing
          </Button>
        </>
      }
    >
      <Form form={form} id="new-content" onSubmit={(values) => create.mutateAsync(values)}>
        <FormField control={form.control} name="title" label="Title">
          {(field) => <Input {...field} maxLength={255} autoComplete="off" />}
        </FormField>
        <FormField control={form.control} name="primary_keyword" label="Main keyword" optional>
          {(field) => <Input {...field} autoComplete="off" />}
        </FormField>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <FormField control={form.control} name="content_type" label="Type">
            {(field) => <Select value={field.value} onValueChange={field.onChange} onBlur={field.onBlur} options={optionsOf(CONTENT_TYPE)} />}
          </FormField>
          <FormField control={form.control} name="sector_id" label="Sector" optional>
            {(field) => <Select value={field.value} onValueChange={field.onChange} onBlur={field.onBlur} options={[{ value: "", label: "None" }, ...sectors.map((one) => ({ value: one.id, label: one.name }))]} />}
          </FormField>
        </div>
      </Form>
    </Dialog>
  );
}
