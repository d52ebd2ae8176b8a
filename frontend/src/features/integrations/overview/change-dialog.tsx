import { zodResolver } from "@hookform/resolvers/zod";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";

import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";
import { Form, FormField } from "@/shared/ui/form";
import { Input, PasswordInput } from "@/shared/ui/input";
import { toast } from "@/shared/ui/toast";

import { type IntegrationPatch, useChangeIntegration } from "../api/changes";
import type { Integration } from "../api/integrations";
import { readAddress } from "../connect/address";

const schema = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(120, "At most 120 characters."),
  base_url: z.string().refine((text) => readAddress(text) !== null, "This is not the address of a website."),
  username: z.string().trim().max(200, "At most 200 characters."),
  app_password: z.string().max(200, "At most 200 characters."),
});
type Values = z.infer<typeof schema>;

/** Only what was changed; an empty password leaves the stored one. */
export function changesOf(row: Integration, values: Values): IntegrationPatch {
  return {
    ...(values.name === row.name ? {} : { name: values.name }),
    ...(values.base_url === row.base_url ? {} : { base_url: values.base_url }),
    ...(values.username === row.username ? {} : { username: values.username }),
    ...(values.app_password === "" ? {} : { app_password: values.app_password }),
  };
}

/** Name, address and who signs in. */
export function ChangeDialog({ row, onClose }: { row: Integration; onClose: () => void }) {
  const id = useId();
  const change = useChangeIntegration(row.site_id, row.id);
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { name: row.name, base_url: row.base_url, username: row.username, app_password: "" } });
  const save = async (values: Values) => {
    const changes = changesOf(row, values);
    if (Object.keys(changes).length > 0) {
      await change.mutateAsync(changes);
      toast.success("The connection is changed.", { description: "Ask the doctor whether everything is right." });
    }
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Change the connection"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" loading={form.formState.isSubmitting}>
            Save connection
          </Button>
        </>
      }
    >
      <Form id={id} form={form} onSubmit={save}>
        <FormField control={form.control} name="name" label="Name" hint="What it is called here.">
          {(field) => <Input {...field} autoComplete="off" />}
        </FormField>
        <FormField control={form.control} name="base_url" label="Address of the website" hint={row.has_bridge ? "Another website has to be connected anew: its plugin knows nothing of the old one." : "Another website asks for its own application password."}>
          {(field) => <Input {...field} inputMode="url" autoCapitalize="none" spellCheck={false} autoComplete="off" />}
        </FormField>
        <FormField control={form.control} name="username" label="User name in WordPress" optional hint="As it is listed under Users, not the name shown to readers.">
          {(field) => <Input {...field} autoCapitalize="none" spellCheck={false} autoComplete="off" />}
        </FormField>
        <FormField control={form.control} name="app_password" label="Application password" optional hint={row.has_app_password ? "One is stored and is never shown. Empty leaves it." : "Made in WordPress under Users, Profile, Application Passwords."}>
          {(field) => <PasswordInput {...field} autoComplete="off" />}
        </FormField>
      </Form>
    </Dialog>
  );
}
