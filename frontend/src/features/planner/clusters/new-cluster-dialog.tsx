import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { z } from "zod";

import { useCurrentSector, useSectors } from "@/shared/entities/sectors";
import { useCurrentSite } from "@/shared/entities/site";
import { optionsOf, PAGE_ROLE } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";
import { Form, FormField } from "@/shared/ui/form";
import { Input, Textarea } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";

import { type Cluster, clustersChanged, createCluster } from "../api/clusters";
import { INTENT_CHOICES } from "./choices";

const SCHEMA = z.object({
  name: z.string().trim().min(1, "A cluster needs a name.").max(200, "At most 200 characters."),
  description: z.string().max(5000),
  intent: z.enum(["", "informational", "commercial", "transactional", "navigational"]),
  role: z.enum(["pillar", "spoke"]),
  sector_id: z.string().min(1, "Choose a sector."),
});
type Values = z.infer<typeof SCHEMA>;

/** A cluster made by hand; keywords are moved into it afterwards. */
export function NewClusterDialog({ onClose, onMade }: { onClose: () => void; onMade: (row: Cluster) => void }) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const { data: sectors = [] } = useSectors(site.id);
  const here = useCurrentSector();
  const form = useForm<Values>({
    resolver: zodResolver(SCHEMA),
    defaultValues: { name: "", description: "", intent: "", role: "spoke", sector_id: here?.id ?? sectors[0]?.id ?? "" },
  });
  const { control } = form;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title="New cluster"
      description="An empty cluster by hand. Move keywords into it from the keyword list; clustering runs never rename it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="new-cluster" variant="primary" loading={form.formState.isSubmitting}>
            Create the cluster
          </Button>
        </>
      }
    >
      <Form
        id="new-cluster"
        form={form}
        onSubmit={async (values: Values) => {
          const row = await createCluster({ site_id: site.id, ...values });
          onMade(row);
          await clustersChanged(client);
        }}
      >
        <FormField control={control} name="name" label="Name">
          {(field) => <Input {...field} />}
        </FormField>
        <FormField control={control} name="description" label="Description" optional>
          {(field) => <Textarea {...field} rows={3} />}
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={control} name="intent" label="Intent">
            {({ value, onChange, onBlur }) => <Select value={value} onValueChange={onChange} onBlur={onBlur} options={INTENT_CHOICES} />}
          </FormField>
          <FormField control={control} name="role" label="Role">
            {({ value, onChange, onBlur }) => <Select value={value} onValueChange={onChange} onBlur={onBlur} options={optionsOf(PAGE_ROLE)} />}
          </FormField>
        </div>
        {sectors.length > 1 ? (
          <FormField control={control} name="sector_id" label="Sector">
            {({ value, onChange, onBlur }) => <Select value={value} onValueChange={onChange} onBlur={onBlur} options={sectors.map((sector) => ({ value: sector.id, label: sector.name }))} />}
          </FormField>
        ) : null}
      </Form>
    </Dialog>
  );
}
