import { useForm } from "react-hook-form";
import { useNavigate } from "react-router";

import { toApiError } from "@/shared/api/errors";
import { Button } from "@/shared/ui/button";
import { Form, FormField } from "@/shared/ui/form";
import { Input, PasswordInput } from "@/shared/ui/input";

import { signUp } from "../api/auth";
import { AuthLayout } from "../components/auth-layout";
import { LockoutAlert } from "../components/lockout-alert";
import { TextLink } from "../components/text-link";
import { useLockout } from "../components/use-lockout";

interface Values {
  name: string;
  account_name: string;
  email: string;
  password: string;
}

export function SignUpPage() {
  const navigate = useNavigate();
  const form = useForm<Values>({ defaultValues: { name: "", account_name: "", email: "", password: "" } });
  const { seconds, note } = useLockout();
  const submit = async (values: Values) => {
    try {
      await signUp(values);
    } catch (thrown) {
      if (note(thrown)) return;
      const error = toApiError(thrown);
      if (error.kind === "conflict" && Object.keys(error.fields).length === 0) {
        form.setError("email", { message: error.message }, { shouldFocus: true });
        return;
      }
      throw thrown;
    }
    await navigate("/welcome", { replace: true });
  };
  return (
    <AuthLayout
      title="Create your account"
      lead="Trial credits are included. No card is asked for."
      footer={
        <p>
          Have an account? <TextLink to="/sign-in">Sign in</TextLink>
        </p>
      }
    >
      <Form form={form} onSubmit={submit}>
        <LockoutAlert seconds={seconds} />
        <FormField control={form.control} name="name" label="Your name">
          {(field) => <Input {...field} autoComplete="name" required />}
        </FormField>
        <FormField control={form.control} name="account_name" label="Account name" hint="Your company or project. You can change it later.">
          {(field) => <Input {...field} autoComplete="organization" required />}
        </FormField>
        <FormField control={form.control} name="email" label="E-mail">
          {(field) => <Input {...field} type="email" autoComplete="username" inputMode="email" autoCapitalize="none" spellCheck={false} required />}
        </FormField>
        <FormField control={form.control} name="password" label="Password" hint="At least 10 characters; long and unusual beats complicated.">
          {(field) => <PasswordInput {...field} autoComplete="new-password" required />}
        </FormField>
        <Button type="submit" variant="primary" size="lg" loading={form.formState.isSubmitting} disabled={seconds > 0}>
          Create account
        </Button>
      </Form>
    </AuthLayout>
  );
}
