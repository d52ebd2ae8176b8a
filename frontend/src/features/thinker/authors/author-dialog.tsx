import { zodResolver } from "@hookform/resolvers/zod";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";

import { useSites } from "@/shared/entities/site";
import { Button } from "@/shared/ui/button";
import { Checkbox } from "@/shared/ui/checkbox";
import { Dialog } from "@/shared/ui/dialog";
import { Form, FormField } from "@/shared/ui/form";
import { Input, Textarea } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";
import { toast } from "@/shared/ui/toast";

import { type Author, useSaveAuthor } from "../api/authors";
import { authorForm, type AuthorValues, fieldsOf, slugOf, valuesOf } from "./author-form";
import { ProfileLinks } from "./profile-links";

/** @param author the one to change; null for a new one */
export function AuthorDialog({ author, onClose }: { author: Author | null; onClose: () => void }) {
  const id = useId();
  const save = useSaveAuthor();
  const { data: sites = [] } = useSites();
  const [followsName, setFollowsName] = useState(author === null);
  const form = useForm<AuthorValues>({ resolver: zodResolver(authorForm), defaultValues: valuesOf(author) });
  const { control } = form;
  const submit = async (values: AuthorValues) => {
    const kept = { ...values, same_as: values.same_as.filter((address) => address !== "") };
    // The server counts the addresses it gets: the lines on the screen have to be the same ones.
    form.setValue("same_as", kept.same_as);
    const saved = await save.mutateAsync({ id: author?.id ?? null, siteId: values.site_id || null, fields: fieldsOf(kept) });
    toast.success(`${saved.name} is saved.`);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      // What was typed is not thrown away by a click beside it.
      dismissable={!form.formState.isDirty}
      size="lg"
      title={author ? `Change ${author.name}` : "New author"}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" loading={form.formState.isSubmitting}>
            Save author
          </Button>
        </>
      }
    >
      <Form id={id} form={form} onSubmit={submit}>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <FormField control={control} name="name" label="Name">
            {(field) => (
              <Input
                {...field}
                autoComplete="off"
                onChange={(event) => {
                  field.onChange(event);
                  if (followsName) form.setValue("slug", slugOf(event.target.value), { shouldDirty: true });
                }}
              />
            )}
          </FormField>
          <FormField control={control} name="slug" label="Short name" hint="Part of the address of the author's page.">
            {(field) => (
              <Input
                {...field}
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => {
                  setFollowsName(event.target.value === "");
                  field.onChange(event);
                }}
              />
            )}
          </FormField>
        </div>
        <FormField control={control} name="site_id" label="Writes for" {...(author ? { hint: "Stays as it is. Add another author for another site." } : {})}>
          {(field) => <Select value={field.value} onValueChange={field.onChange} disabled={author !== null} options={[{ value: "", label: "Every site" }, ...sites.map((site) => ({ value: site.id, label: site.name }))]} />}
        </FormField>
        <FormField control={control} name="byline" label="Byline" optional hint="One line under the title: “Writes about coffee and the kitchen”.">
          {(field) => <Input {...field} />}
        </FormField>
        <FormField control={control} name="bio" label="Bio" optional hint="Who they are and what they have done themselves.">
          {(field) => <Textarea {...field} rows={4} />}
        </FormField>
        <FormField control={control} name="credentials" label="Credentials" optional hint="Training, years of work, memberships. Only what is true: it goes into texts.">
          {(field) => <Textarea {...field} rows={2} />}
        </FormField>
        <ProfileLinks form={form} />
        <FormField control={control} name="tone" label="Tone" optional hint="How they write: “Plain, warm, exact”. It goes into the prompts that write for them.">
          {(field) => <Input {...field} />}
        </FormField>
        <FormField control={control} name="is_default" label="Default" hideLabel>
          {(field) => <Checkbox checked={field.value} onCheckedChange={field.onChange} label="Use as the default" hint="Texts without a chosen author get this one. There is one default for the account and one for each site." />}
        </FormField>
      </Form>
    </Dialog>
  );
}
