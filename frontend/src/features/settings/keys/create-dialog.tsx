import { zodResolver } from "@hookform/resolvers/zod";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";

import { type Site, useNearestSite } from "@/shared/entities/site";
import { Button } from "@/shared/ui/button";
import { Checkbox } from "@/shared/ui/checkbox";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog } from "@/shared/ui/dialog";
import { Form, FormField } from "@/shared/ui/form";
import { Input } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";

import { type NewApiKey, type Scope, useCreateKey } from "../api/keys";
import { ALL_SCOPES, endOf, LIFETIMES, SCOPES } from "./key-words";

const schema = z.object({
  site_id: z.string().min(1, "Choose a site."),
  name: z.string().trim().min(1, "Give the key a name.").max(100, "At most 100 characters."),
  scopes: z.array(z.enum(["site:read", "site:write", "content:read", "content:write"])).min(1, "Choose at least one right."),
  expires_at: z.enum(["", "30", "90", "365"]),
});
type Values = z.infer<typeof schema>;

interface Props {
  /** Those that can have keys. */
  sites: readonly Site[];
  onClose: () => void;
  onMade: (key: NewApiKey) => void;
}

export function CreateDialog({ sites, onClose, onMade }: Props) {
  const id = useId();
  const nearest = useNearestSite();
  const site = sites.find((one) => one.id === nearest?.id) ?? sites[0];
  const create = useCreateKey();
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { site_id: site?.id ?? "", name: "", scopes: [...ALL_SCOPES], expires_at: "" } });
  const submit = async ({ expires_at, ...values }: Values) => onMade(await create.mutateAsync({ ...values, expires_at: endOf(expires_at, new Date()) }));
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="New API key"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" loading={form.formState.isSubmitting}>
            Make key
          </Button>
        </>
      }
    >
      <Form id={id} form={form} onSubmit={submit}>
        <FormField control={form.control} name="name" label="Name" hint="Where it is used, so that you know later: “WordPress of the shop”.">
          {(field) => <Input {...field} autoComplete="off" />}
        </FormField>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <FormField control={form.control} name="site_id" label="Site">
            {(field) => <Combobox value={field.value} onValueChange={(value) => field.onChange(value ?? "")} onBlur={field.onBlur} options={sites.map((one) => ({ value: one.id, label: one.name }))} placeholder="Choose a site" />}
          </FormField>
          <FormField control={form.control} name="expires_at" label="Expires">
            {(field) => <Select value={field.value} onValueChange={field.onChange} options={LIFETIMES.map(({ value, label }) => ({ value, label }))} />}
          </FormField>
        </div>
        <FormField control={form.control} name="scopes" label="What it may do" hint="Only on this site. The WordPress plugin needs all four.">
          {(field) => <Scopes value={field.value} onChange={field.onChange} />}
        </FormField>
      </Form>
    </Dialog>
  );
}

function Scopes({ value, onChange }: { value: readonly Scope[]; onChange: (scopes: Scope[]) => void }) {
  return (
    <div role="group" aria-label="What it may do" className="grid gap-2">
      {ALL_SCOPES.map((scope) => (
        <Checkbox key={scope} id={`scope-${scope}`} checked={value.includes(scope)} onCheckedChange={(isOn) => onChange(ALL_SCOPES.filter((one) => (one === scope ? isOn : value.includes(one))))} label={SCOPES[scope].label} hint={SCOPES[scope].hint} />
      ))}
    </div>
  );
}
