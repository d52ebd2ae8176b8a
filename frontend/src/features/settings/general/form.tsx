import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";

import { useUnsaved } from "@/shared/hooks/use-unsaved";
import { languageOptions, zoneOptions } from "@/shared/lib/places";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { Form, FormField } from "@/shared/ui/form";
import { Input } from "@/shared/ui/input";
import { PageSection } from "@/shared/ui/page";
import { Time } from "@/shared/ui/time";
import { toast } from "@/shared/ui/toast";

import { type Account, type AccountChanges, type AccountSettings, useChangeAccount, useChangeSettings } from "../api/account";

const schema = z.object({ name: z.string().trim().min(1, "Give the account a name.").max(200, "At most 200 characters."), timezone: z.string(), language: z.string() });
type Values = z.infer<typeof schema>;

export function GeneralForm({ account, settings }: { account: Account; settings: AccountSettings }) {
  const stored: Values = { name: account.name, timezone: account.timezone, language: settings.language };
  const form = useForm<Values>({ resolver: zodResolver(schema), values: stored, resetOptions: { keepDirtyValues: true } });
  const now = useWatch({ control: form.control }) as Values;
  const { isDirty } = form.formState;
  const { draft, discardDraft } = useUnsaved({ id: `account.${account.id}`, value: now, isDirty });
  const changeAccount = useChangeAccount();
  const changeSettings = useChangeSettings();
  const save = async (values: Values) => {
    const changes: AccountChanges = { ...(values.name === stored.name ? {} : { name: values.name }), ...(values.timezone === stored.timezone ? {} : { timezone: values.timezone }) };
    if (Object.keys(changes).length > 0) await changeAccount.mutateAsync(changes);
    if (values.language !== stored.language) await changeSettings.mutateAsync({ language: values.language });
    form.reset(values);
    toast.success("Settings saved.");
  };
  return (
    <PageSection title="Account">
      <Form form={form} onSubmit={save}>
        {draft && !isDirty ? (
          <Alert
            title="You left changes here unsaved"
            actions={
              <>
                <Button
                  size="sm"
                  onClick={() => {
                    for (const key of ["name", "timezone", "language"] as const) form.setValue(key, draft.value[key], { shouldDirty: true });
                    discardDraft();
                  }}
                >
                  Bring them back
                </Button>
                <Button size="sm" variant="ghost" onClick={discardDraft}>
                  Forget them
                </Button>
              </>
            }
          >
            Kept in this browser <Time value={draft.at} />.
          </Alert>
        ) : null}
        <FormField control={form.control} name="name" label="Name" hint="Colleagues see it in their menu, and people you invite see it in the mail.">
          {(field) => <Input {...field} autoComplete="organization" />}
        </FormField>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <FormField control={form.control} name="timezone" label="Time zone" hint="For pages of the account. Each site has a time zone of its own.">
            {(field) => <Combobox value={field.value} onValueChange={(value) => field.onChange(value ?? stored.timezone)} options={zoneOptions()} />}
          </FormField>
          <FormField control={form.control} name="language" label="Language" hint="What mails to the account are written for. The dashboard is in English.">
            {(field) => <Combobox value={field.value} onValueChange={(value) => field.onChange(value ?? stored.language)} options={languageOptions(field.value)} />}
          </FormField>
        </div>
        <div>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting} disabled={!isDirty}>
            Save settings
          </Button>
        </div>
      </Form>
    </PageSection>
  );
}
