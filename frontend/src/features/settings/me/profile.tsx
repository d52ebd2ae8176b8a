import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";

import { toApiError } from "@/shared/api/errors";
import type { Me } from "@/shared/entities/me";
import { ROLE, wordOf } from "@/shared/lib/words";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { Form, FormField } from "@/shared/ui/form";
import { Input } from "@/shared/ui/input";
import { PageSection } from "@/shared/ui/page";
import { Time } from "@/shared/ui/time";
import { toast } from "@/shared/ui/toast";

import { useChangeName, useResendVerification } from "../api/me";

const schema = z.object({ name: z.string().trim().min(1, "Enter your name.").max(150, "At most 150 characters.") });

export function Profile({ me }: { me: Me }) {
  const change = useChangeName();
  const form = useForm({ resolver: zodResolver(schema), values: { name: me.name }, resetOptions: { keepDirtyValues: true } });
  return (
    <PageSection title="You" description={`${wordOf(ROLE, me.role).label} of ${me.account.name}. ${wordOf(ROLE, me.role).explain}`}>
      <Form
        form={form}
        onSubmit={async ({ name }) => {
          const saved = await change.mutateAsync(name);
          form.reset({ name: saved.name });
          toast.success("Your name is saved.");
        }}
      >
        <div className="grid justify-items-start gap-3 sm:flex sm:items-start sm:gap-2">
          <FormField control={form.control} name="name" label="Name" hint="Colleagues see it beside what you do." className="w-full sm:flex-1">
            {(field) => <Input {...field} autoComplete="name" />}
          </FormField>
          <Button type="submit" className="sm:mt-6.5" loading={form.formState.isSubmitting} disabled={!form.formState.isDirty}>
            Save name
          </Button>
        </div>
      </Form>
      <Field label="E-mail" hint={me.email_verified_at ? <>Confirmed <Time value={me.email_verified_at} />. You sign in with it; it cannot be changed.</> : "You sign in with it; it cannot be changed."}>
        <Input readOnly value={me.email} />
      </Field>
      {me.email_verified_at === null ? <Unconfirmed email={me.email} /> : null}
    </PageSection>
  );
}

function Unconfirmed({ email }: { email: string }) {
  const resend = useResendVerification();
  const fault = resend.error ? toApiError(resend.error) : null;
  return (
    <Alert
      tone="warning"
      title="This address is not confirmed"
      actions={
        resend.isSuccess ? null : (
          <Button size="sm" loading={resend.isPending} onClick={() => resend.mutate()}>
            Send the link again
          </Button>
        )
      }
    >
      {resend.isSuccess
        ? `A new link is on its way to ${email}. Older ones no longer work.`
        : fault
          ? fault.retryAfter === null
            ? fault.message
            : `Enough mails for now; try again in ${Math.ceil(fault.retryAfter / 60)} min.`
          : "Open the link we sent, so that notices and a new password can reach you."}
    </Alert>
  );
}
