import { useForm } from "react-hook-form";
import { useNavigate, useSearchParams } from "react-router";

import { Button } from "@/shared/ui/button";
import { Form, FormField } from "@/shared/ui/form";
import { PasswordInput } from "@/shared/ui/input";

import { resetPassword } from "../api/auth";
import { AuthLayout } from "../components/auth-layout";
import { BrokenLink } from "../components/broken-link";
import { TextLink } from "../components/text-link";

export function ResetPasswordPage() {
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const navigate = useNavigate();
  const form = useForm({ defaultValues: { password: "" } });
  const submit = async ({ password }: { password: string }) => {
    await resetPassword({ token, password });
    await navigate("/sign-in?notice=reset", { replace: true });
  };
  if (token === "") {
    return (
      <BrokenLink title="Set a new password">
        <TextLink to="/forgot-password">Ask for a new link</TextLink>
      </BrokenLink>
    );
  }
  return (
    <AuthLayout title="Set a new password" lead="Every device signed in as you will be signed out." footer={<TextLink to="/forgot-password">Ask for another link</TextLink>}>
      <Form form={form} onSubmit={submit}>
        <FormField control={form.control} name="password" label="New password" hint="At least 10 characters; long and unusual beats complicated.">
          {(field) => <PasswordInput {...field} autoComplete="new-password" required />}
        </FormField>
        <Button type="submit" variant="primary" size="lg" loading={form.formState.isSubmitting}>
          Save the password
        </Button>
      </Form>
    </AuthLayout>
  );
}
