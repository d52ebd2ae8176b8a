import { zodResolver } from "@hookform/resolvers/zod";
import { ExternalLink } from "lucide-react";
import { useForm, useWatch } from "react-hook-form";

import { Button } from "@/shared/ui/button";
import { Form, FormField } from "@/shared/ui/form";
import { Input, PasswordInput } from "@/shared/ui/input";

import { useChangeIntegration } from "../api/changes";
import { isShopKey } from "../types/state";
import { type PasswordValues, passwordSchema } from "./password-form";
import type { StepProps } from "./page";
import { StepButtons, StepFrame } from "./step-frame";

export function PasswordStep({ row, dispatch }: StepProps) {
  const change = useChangeIntegration(row.site_id, row.id);
  const form = useForm<PasswordValues>({ resolver: zodResolver(passwordSchema), mode: "onTouched", defaultValues: { username: row.username, app_password: "" } });
  const isShop = isShopKey(useWatch({ control: form.control, name: "username" }));
  const save = async (values: PasswordValues) => {
    await change.mutateAsync({ ...values, is_active: true });
    dispatch({ type: "connected" });
  };
  return (
    <StepFrame
      title="Who do we sign in as?"
      description={
        <>
          WordPress makes a password for programs, which can be revoked there at any time. In WordPress, open <b>Users</b>, <b>Profile</b>, and at the end <b>Application Passwords</b>: enter IGNY8 as its name and press <b>Add Application Password</b>.
        </>
      }
    >
      <div>
        <Button asChild size="sm" icon={ExternalLink}>
          <a href={`${row.base_url}/wp-admin/profile.php#application-passwords-section`} target="_blank" rel="noreferrer">
            Open your profile in WordPress
          </a>
        </Button>
      </div>
      <Form form={form} onSubmit={save}>
        <FormField
          control={form.control}
          name="username"
          label={isShop ? "Consumer key of WooCommerce" : "User name"}
          hint={isShop ? "A key pair of WooCommerce: products and their categories only." : "As it is listed under Users, of somebody with the role Editor or Administrator. For products alone, the consumer key of WooCommerce (ck_…) does, too."}
        >
          {(field) => <Input {...field} autoCapitalize="none" spellCheck={false} autoComplete="off" />}
        </FormField>
        <FormField control={form.control} name="app_password" label={isShop ? "Consumer secret" : "Application password"} hint={isShop ? "Begins with cs_." : "Six groups of four letters. It is not the password you sign in with."}>
          {(field) => <PasswordInput {...field} autoComplete="off" placeholder={isShop ? "cs_…" : "xxxx xxxx xxxx xxxx xxxx xxxx"} />}
        </FormField>
        <StepButtons onBack={() => dispatch({ type: "back" })}>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            Sign in to WordPress
          </Button>
        </StepButtons>
      </Form>
    </StepFrame>
  );
}
