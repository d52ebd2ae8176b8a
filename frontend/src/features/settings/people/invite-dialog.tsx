import { zodResolver } from "@hookform/resolvers/zod";
import { useId } from "react";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";

import { useRole } from "@/shared/entities/me";
import { useSites } from "@/shared/entities/site";
import { Button } from "@/shared/ui/button";
import { MultiSelect } from "@/shared/ui/combobox";
import { Dialog } from "@/shared/ui/dialog";
import { Form, FormField } from "@/shared/ui/form";
import { Input } from "@/shared/ui/input";
import { RadioCards } from "@/shared/ui/radio-cards";
import { toast } from "@/shared/ui/toast";

import { useInvite } from "../api/people";
import { givable } from "./rules";

const schema = z.object({
  email: z.string().trim().min(1, "Enter an e-mail address."),
  role: z.enum(["owner", "admin", "editor", "viewer"]),
  site_ids: z.array(z.string()),
});
type Values = z.infer<typeof schema>;

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function InviteDialog({ open, onOpenChange }: Props) {
  const id = useId();
  const mine = useRole();
  const { data: sites = [] } = useSites();
  const invite = useInvite();
  const live = sites.filter((site) => site.status !== "archived");
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { email: "", role: "editor", site_ids: [] } });
  const role = useWatch({ control: form.control, name: "role" });
  const chosen = useWatch({ control: form.control, name: "site_ids" });
  const picksSites = role === "editor" || role === "viewer";
  const send = async (values: Values) => {
    await invite.mutateAsync({ email: values.email, role: values.role, site_ids: picksSites ? values.site_ids : [] });
    toast.success(`${values.email} is invited. The link in the mail works for seven days.`);
    form.reset();
    onOpenChange(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Invite somebody"
      description="They get a mail with a link, choose a password and are in."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" loading={form.formState.isSubmitting}>
            Send invitation
          </Button>
        </>
      }
    >
      <Form id={id} form={form} onSubmit={send}>
        <FormField control={form.control} name="email" label="E-mail">
          {(field) => <Input {...field} type="email" inputMode="email" autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder="name@example.com" />}
        </FormField>
        <FormField control={form.control} name="role" label="Role">
          {(field) => <RadioCards value={field.value} onValueChange={field.onChange} options={givable(mine)} />}
        </FormField>
        {picksSites ? (
          <FormField
            control={form.control}
            name="site_ids"
            label="Sites they see"
            optional
            hint={chosen.length === 0 ? "Without a site they can sign in and see nothing yet. You can share sites later under Site access." : "You can change this later under Site access."}
          >
            {({ value, onChange, onBlur, ref }) => <MultiSelect ref={ref} value={value} onValueChange={onChange} onBlur={onBlur} options={live.map((site) => ({ value: site.id, label: site.name }))} placeholder="Choose sites" searchPlaceholder="Search sites" />}
          </FormField>
        ) : null}
      </Form>
    </Dialog>
  );
}
