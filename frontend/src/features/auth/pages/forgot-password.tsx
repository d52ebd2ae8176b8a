import { useState } from "react";
import { useForm } from "react-hook-form";

import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Form, FormField } from "@/shared/ui/form";
import { Input } from "@/shared/ui/input";

import { askForReset } from "../api/auth";
import { AuthLayout } from "../components/auth-layout";
import { LockoutAlert } from "../components/lockout-alert";
import { TextLink } from "../components/text-link";
import { useLockout } from "../components/use-lockout";

export function ForgotPasswordPage() {
  const form = useForm({ defaultValues: { email: "" } });
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { seconds, note } = useLockout();
  const submit = async ({ email }: { email: string }) => {
    try {
      await askForReset(email);
      setSentTo(email);
    } catch (thrown) {
      if (!note(thrown)) throw thrown;
    }
  };
  return (
    <AuthLayout title="Set a new password" lead="We send a link to your e-mail address; it works for a short while." footer={<TextLink to="/sign-in">Back to sign in</TextLink>}>
      {sentTo === null ? null : (
        <Alert tone="success" title="Look into your inbox">
          If there is an account for {sentTo}, the link is on its way. Nothing there? Look into the spam folder, or ask again.
        </Alert>
      )}
      <Form form={form} onSubmit={submit}>
        <LockoutAlert seconds={seconds} />
        <FormField control={form.control} name="email" label="E-mail">
          {(field) => <Input {...field} type="email" autoComplete="username" inputMode="email" autoCapitalize="none" spellCheck={false} required />}
        </FormField>
        <Button type="submit" variant="primary" size="lg" loading={form.formState.isSubmitting} disabled={seconds > 0}>
          {sentTo === null ? "Send the link" : "Send it again"}
        </Button>
      </Form>
    </AuthLayout>
  );
}
