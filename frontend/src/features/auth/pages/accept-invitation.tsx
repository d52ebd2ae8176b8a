import { useForm } from "react-hook-form";
import { useNavigate, useSearchParams } from "react-router";

import { Button } from "@/shared/ui/button";
import { Form, FormField } from "@/shared/ui/form";
import { Input, PasswordInput } from "@/shared/ui/input";

import { acceptInvitation } from "../api/auth";
import { AuthLayout } from "../components/auth-layout";
import { BrokenLink } from "../components/broken-link";
import { TextLink } from "../components/text-link";

export function AcceptInvitationPage() {
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const navigate = useNavigate();
  const form = useForm({ defaultValues: { name: "", password: "" } });
  const submit = async (values: { name: string; password: string }) => {
    await acceptInvitation({ token, ...values });
    await navigate("/", { replace: true });
  };
  if (token === "") return <BrokenLink title="Join the account">Ask whoever invited you to send the invitation again.</BrokenLink>;
  return (
    <AuthLayout
      title="Join the account"
      lead="You were invited. Choose how you are called and a password."
      footer={
        <p>
          Joined already? <TextLink to="/sign-in">Sign in</TextLink>
        </p>
      }
    >
      <Form form={form} onSubmit={submit}>
        <FormField control={form.control} name="name" label="Your name">
          {(field) => <Input {...field} autoComplete="name" required />}
        </FormField>
        <FormField control={form.control} name="password" label="Password" hint="At least 10 characters; long and unusual beats complicated.">
          {(field) => <PasswordInput {...field} autoComplete="new-password" required />}
        </FormField>
        <Button type="submit" variant="primary" size="lg" loading={form.formState.isSubmitting}>
          Join the account
        </Button>
      </Form>
    </AuthLayout>
  );
}
