import { Plus, X } from "lucide-react";
import { type UseFormReturn, useWatch } from "react-hook-form";

import { Button, IconButton } from "@/shared/ui/button";
import { FormField } from "@/shared/ui/form";
import { Input } from "@/shared/ui/input";

import { type AuthorValues, MOST_PROFILES } from "./author-form";

/** Addresses of the same person elsewhere, one a line. */
export function ProfileLinks({ form }: { form: UseFormReturn<AuthorValues> }) {
  const addresses = useWatch({ control: form.control, name: "same_as" });
  const put = (next: string[]) => {
    form.clearErrors("same_as");
    form.setValue("same_as", next, { shouldDirty: true });
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">
        Profiles elsewhere <span className="font-normal text-faint">(optional)</span>
      </legend>
      <p className="text-sm text-muted">Pages that show it is the same person, for search engines: LinkedIn, a university, their own site.</p>
      {addresses.map((_, index) => (
        <div key={index} className="flex items-start gap-2">
          <FormField control={form.control} name={`same_as.${index}`} label={`Profile ${index + 1}`} hideLabel className="flex-1">
            {(field) => <Input {...field} inputMode="url" autoCapitalize="none" spellCheck={false} placeholder="https://" />}
          </FormField>
          <IconButton icon={X} label={`Remove profile ${index + 1}`} onClick={() => put(addresses.filter((__, at) => at !== index))} />
        </div>
      ))}
      <div>
        <Button size="sm" icon={Plus} disabled={addresses.length >= MOST_PROFILES} onClick={() => put([...addresses, ""])}>
          Add profile
        </Button>
      </div>
    </fieldset>
  );
}
