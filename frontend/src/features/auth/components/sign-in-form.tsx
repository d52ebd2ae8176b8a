import { useForm } from "react-hook-form";
import { Link } from "react-router";

import { toApiError } from "@/shared/api/errors";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Form, FormField } from "@/shared/ui/form";
import { Input, PasswordInput } from "@/shared/ui/input";

import { signIn } from "../api/auth";
import { LockoutAlert } from "./lockout-alert";
import { useLockout } from "./use-lockout";

interface Values {
  email: string;
  password: string;
}

interface Props {
  /** Whose session ended: then only the password is asked for. */
  email?: string;
}

// In a dialog that knows who it is, only the password is left to type.
const FIRST = { "data-autofocus": "" };

/** What comes after is up to the session: the page around it goes on when there is one. */
export function SignInForm({ email }: Props) {
  const form = useForm<Values>({ defaultValues: { email: email ?? "", password: "" } });
  const { seconds, note } = useLockout();
  const submit = async (values: Values) => {
    try {
      await signIn(values);
    } catch (thrown) {
      if (note(thrown)) return;
      const error = toApiError(thrown);
      if (error.code === "CREDENTIALS_WRONG") {
        form.setError("password", { message: error.message }, { shouldFocus: true });
        return;
      }
      throw thrown;
    }
  };
  const isSuspended = form.formState.errors.root?.server?.type === "not-allowed";
  return (
    <Form form={form} onSubmit={submit}>
      <LockoutAlert seconds={seconds} />
      {isSuspended ? <Alert tone="info">Its data are kept. Write to support to have the account opened again.</Alert> : null}
      <FormField control={form.control} name="email" label="E-mail">
        {(field) => <Input {...field} type="email" autoComplete="username" inputMode="email" autoCapitalize="none" spellCheck={false} required readOnly={email !== undefined} />}
      </FormField>
      <FormField
        control={form.control}
        name="password"
        label="Password"
        aside={
          <Link to="/forgot-password" className="text-accent underline-offset-3 hover:underline">
            Forgot it?
          </Link>
        }
      >
        {(field) => <PasswordInput {...field} {...(email === undefined ? {} : FIRST)} autoComplete="current-password" required />}
      </FormField>
      <Button type="submit" variant="primary" size="lg" loading={form.formState.isSubmitting} disabled={seconds > 0}>
        Sign in
      </Button>
    </Form>
  );
}
