import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";

import { Button } from "@/shared/ui/button";
import { Form, FormField } from "@/shared/ui/form";
import { PasswordInput } from "@/shared/ui/input";
import { PageSection } from "@/shared/ui/page";
import { toast } from "@/shared/ui/toast";

import { useChangePassword } from "../api/me";

const schema = z.object({ current_password: z.string().min(1, "Enter the password you have now."), new_password: z.string().min(1, "Enter a new password.") });
const EMPTY = { current_password: "", new_password: "" };

export function Password({ email }: { email: string }) {
  const change = useChangePassword();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: EMPTY });
  return (
    <PageSection id="password" title="Password" description="Changing it signs out every other browser and device." className="scroll-mt-16">
      <Form
        form={form}
        onSubmit={async (values) => {
          await change.mutateAsync(values);
          form.reset(EMPTY);
          toast.success("Your password is changed.", { description: "Every other sign-in has ended." });
        }}
      >
        {/* Tells a password manager whose password this is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden aria-label="E-mail" />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <FormField control={form.control} name="current_password" label="Password now">
            {(field) => <PasswordInput {...field} autoComplete="current-password" />}
          </FormField>
          <FormField control={form.control} name="new_password" label="New password" hint="At least 10 characters; long and unusual beats complicated.">
            {(field) => <PasswordInput {...field} autoComplete="new-password" />}
          </FormField>
        </div>
        <div>
          <Button type="submit" loading={form.formState.isSubmitting}>
            Change password
          </Button>
        </div>
      </Form>
    </PageSection>
  );
}
