import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";

import { INTENT } from "@/shared/lib/words";
import { Button } from "@/shared/ui/button";
import { Form, FormField } from "@/shared/ui/form";
import { Input } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";

import type { KeywordDetail, KeywordPatch } from "../api/keywords";

const whole = z.string().trim().regex(/^\d*$/, "A whole number, or nothing when it is not known.");
const amount = z.string().trim().regex(/^(\d+([.,]\d+)?)?$/, "A number, or nothing when it is not known.");
const SCHEMA = z
  .object({
    keyword: z.string().trim().min(1, "A keyword needs at least one character.").max(255, "At most 255 characters."),
    search_volume: whole,
    volume_low: whole,
    volume_high: whole,
    difficulty: amount.refine((text) => text === "" || numberOf(text) <= 100, "From 0 to 100."),
    cpc: amount,
    cpc_currency: z.string().trim().regex(/^([A-Za-z]{3})?$/, "Three letters, for instance USD."),
    intent: z.enum(["", "informational", "commercial", "transactional", "navigational"]),
  })
  .refine(({ volume_low: low, volume_high: high }) => low === "" || high === "" || Number(low) <= Number(high), { path: ["volume_low"], message: "Not larger than the highest." });
type Values = z.infer<typeof SCHEMA>;

const INTENTS = [
  { value: "" as const, label: "Not known" },
  ...Object.entries(INTENT).map(([value, { label, explain }]) => ({ value: value as Values["intent"], label, description: explain })),
];

const numberOf = (text: string) => Number(text.replace(",", "."));
const orNull = (text: string) => (text === "" ? null : numberOf(text));
const textOf = (value: number | null) => (value === null ? "" : String(value));

function valuesOf(row: KeywordDetail): Values {
  return {
    keyword: row.keyword,
    search_volume: textOf(row.search_volume),
    volume_low: textOf(row.volume_low),
    volume_high: textOf(row.volume_high),
    difficulty: textOf(row.difficulty),
    cpc: textOf(row.cpc),
    cpc_currency: row.cpc_currency,
    intent: row.intent,
  };
}

/** Only what was changed: somebody else may have changed the rest. */
export function patchOf(values: Values, was: Values): KeywordPatch {
  const now: Required<Omit<KeywordPatch, "status" | "cluster_id">> = {
    keyword: values.keyword,
    search_volume: orNull(values.search_volume),
    volume_low: orNull(values.volume_low),
    volume_high: orNull(values.volume_high),
    difficulty: orNull(values.difficulty),
    cpc: orNull(values.cpc),
    cpc_currency: values.cpc_currency.toUpperCase(),
    intent: values.intent,
  };
  return Object.fromEntries(Object.entries(now).filter(([name]) => values[name as keyof Values] !== was[name as keyof Values]));
}

interface KeywordFormProps {
  keyword: KeywordDetail;
  onSave: (changes: KeywordPatch) => Promise<unknown>;
  onCancel: () => void;
}

/** A keyword's text and figures. Empty figures are unknown, never 0. */
export function KeywordForm({ keyword, onSave, onCancel }: KeywordFormProps) {
  const was = valuesOf(keyword);
  const form = useForm<Values>({ resolver: zodResolver(SCHEMA), defaultValues: was });
  const { control } = form;
  return (
    <Form
      form={form}
      onSubmit={async (values: Values) => {
        const changes = patchOf(values, was);
        if (Object.keys(changes).length > 0) await onSave(changes);
        onCancel();
      }}
    >
      <FormField control={control} name="keyword" label="Keyword">
        {(field) => <Input {...field} />}
      </FormField>
      <FormField control={control} name="intent" label="Intent">
        {({ value, onChange, onBlur, name }) => <Select name={name} value={value} onValueChange={onChange} onBlur={onBlur} options={INTENTS} />}
      </FormField>
      <div className="grid grid-cols-2 gap-4">
        <FormField control={control} name="search_volume" label="Volume" hint="Searches a month" optional>
          {(field) => <Input {...field} inputMode="numeric" />}
        </FormField>
        <FormField control={control} name="difficulty" label="Difficulty" hint="0 to 100" optional>
          {(field) => <Input {...field} inputMode="decimal" />}
        </FormField>
        <FormField control={control} name="volume_low" label="Lowest volume" optional>
          {(field) => <Input {...field} inputMode="numeric" />}
        </FormField>
        <FormField control={control} name="volume_high" label="Highest volume" optional>
          {(field) => <Input {...field} inputMode="numeric" />}
        </FormField>
        <FormField control={control} name="cpc" label="Cost per click" optional>
          {(field) => <Input {...field} inputMode="decimal" />}
        </FormField>
        <FormField control={control} name="cpc_currency" label="Currency" optional>
          {(field) => <Input {...field} maxLength={3} autoCapitalize="characters" />}
        </FormField>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
          Save the keyword
        </Button>
      </div>
    </Form>
  );
}
