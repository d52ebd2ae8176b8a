import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useForm, useWatch } from "react-hook-form";

import { operationWord, PROVIDER, PROVIDER_KIND } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Checkbox } from "@/shared/ui/checkbox";
import { Dialog } from "@/shared/ui/dialog";
import { Form, FormField } from "@/shared/ui/form";
import { Input, PasswordInput } from "@/shared/ui/input";
import { Segmented } from "@/shared/ui/segmented";
import { Select } from "@/shared/ui/select";
import { toast } from "@/shared/ui/toast";

import { functionsQuery, type Provider, useSaveProvider } from "../api/providers";
import { fieldsOf, needsKeyAgain, providerForm, providersFor, type ProviderValues, valuesOf } from "./provider-form";

const KINDS = (["chat", "images", "embeddings"] as const).map((value) => ({ value, label: PROVIDER_KIND[value].label, hint: PROVIDER_KIND[value].explain }));
const MODEL_HINTS: Record<ProviderValues["kind"], string> = { chat: "For instance gpt-4.1-mini.", images: "For instance gpt-image-1, or Runware's name of a model.", embeddings: "For instance text-embedding-3-small." };

/** @param row the provider to change; null for a new one */
export function ProviderDialog({ row, onClose }: { row: Provider | null; onClose: () => void }) {
  const id = useId();
  const save = useSaveProvider();
  const form = useForm<ProviderValues>({ resolver: zodResolver(providerForm), defaultValues: valuesOf(row) });
  const [kind, provider, base_url, removes] = useWatch({ control: form.control, name: ["kind", "provider", "base_url", "removes_key"] });
  const { data: functions = [] } = useQuery(functionsQuery());
  const serves = functions.filter((one) => kind === "embeddings" || one.kind === kind);
  const submit = async (values: ProviderValues) => {
    const saved = await save.mutateAsync({ id: row?.id ?? null, kind: values.kind, use: values.function, fields: fieldsOf(values) });
    toast.success(row ? "Provider saved." : "Provider added.", { description: saved.is_active ? "It is used from now on. Test it to be sure that it answers." : "It is switched off." });
    onClose();
  };
  const { control } = form;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      // What was typed is not thrown away by a click beside it.
      dismissable={!form.formState.isDirty}
      title={row ? `Change ${PROVIDER[valuesOf(row).provider].label}` : "Add provider"}
      size="lg"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" loading={form.formState.isSubmitting}>
            {row ? "Save provider" : "Add provider"}
          </Button>
        </>
      }
    >
      <Form id={id} form={form} onSubmit={submit}>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <FormField control={control} name="kind" label="What it makes" {...(row ? { hint: "Stays as it is. Add another provider for something else." } : {})}>
            {(field) => (
              <Segmented
                value={field.value}
                disabled={row !== null}
                options={KINDS}
                onValueChange={(next) => {
                  field.onChange(next);
                  form.setValue("function", "");
                  if (!providersFor(next).includes(provider)) form.setValue("provider", "openai");
                }}
              />
            )}
          </FormField>
          <FormField control={control} name="function" label="Used for">
            {(field) => (
              <Select
                value={field.value}
                onValueChange={field.onChange}
                disabled={row !== null}
                options={[{ value: "", label: "Everything" }, ...serves.map((one) => ({ value: one.name, label: `Only: ${operationWord(one.name).label.toLowerCase()}`, description: operationWord(one.name).explain }))]}
              />
            )}
          </FormField>
        </div>
        <FormField control={control} name="provider" label="Provider">
          {(field) => <Select value={field.value} onValueChange={field.onChange} options={providersFor(kind).map((value) => ({ value, label: PROVIDER[value].label, description: PROVIDER[value].explain }))} />}
        </FormField>
        {provider === "openai_compatible" ? (
          <FormField control={control} name="base_url" label="Address of the endpoint" hint="Begins with https:// and mostly ends with /v1.">
            {(field) => <Input {...field} inputMode="url" autoCapitalize="none" spellCheck={false} placeholder="https://models.example.com/v1" />}
          </FormField>
        ) : null}
        {provider === "local" ? null : (
          <FormField
            control={control}
            name="api_key"
            label="API key"
            optional={provider === "openai_compatible" || row?.has_key === true}
            hint={
              needsKeyAgain(row, { provider, base_url })
                ? `The stored key was given for another address. Enter one for this one.`
                : row?.has_key
                  ? removes
                    ? "The stored key is removed when you save."
                    : `Stored: ${row.key_hint}. It stays when you leave this empty.`
                  : "Encrypted when it is stored, and never shown again."
            }
          >
            {(field) => <PasswordInput {...field} autoComplete="new-password" placeholder={row?.has_key ? row.key_hint : ""} />}
          </FormField>
        )}
        {row?.has_key ? (
          <FormField control={control} name="removes_key" label="Stored key" hideLabel>
            {(field) => <Checkbox checked={field.value} onCheckedChange={field.onChange} label="Remove the stored key" />}
          </FormField>
        ) : null}
        <div className="grid items-start gap-4 sm:grid-cols-3">
          <FormField control={control} name="model" label="Model" optional={provider !== "openai_compatible"} hint={provider === "local" ? "Empty means the one that is installed." : MODEL_HINTS[kind]} {...(kind === "chat" ? {} : { className: "sm:col-span-3" })}>
            {(field) => <Input {...field} autoCapitalize="none" spellCheck={false} />}
          </FormField>
          {kind === "chat" ? (
            <>
              <FormField control={control} name="temperature" label="Temperature" optional hint="0 is sober, 2 is wild. Empty means the function's own.">
                {(field) => <Input {...field} inputMode="decimal" />}
              </FormField>
              <FormField control={control} name="max_tokens" label="Tokens at most" optional hint="Of one answer. Empty means the function's own.">
                {(field) => <Input {...field} inputMode="numeric" />}
              </FormField>
            </>
          ) : null}
        </div>
        <FormField control={control} name="is_active" label="Use" hideLabel>
          {(field) => <Checkbox checked={field.value} onCheckedChange={field.onChange} label="Use it" hint="Switched off, its settings are kept and the installation's model works instead." />}
        </FormField>
      </Form>
    </Dialog>
  );
}
