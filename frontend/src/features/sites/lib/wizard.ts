/** The set-up wizard: what is asked, in which order, and what is sent. */
import { z } from "zod";

import type { SiteIn } from "../api/sites";

export const MOST_SECTORS = 5; // the API's limit

export const siteForm = z.object({
  name: z.string().trim().min(1, "Give the site a name.").max(200, "At most 200 characters."),
  domain: z.string().trim().max(260),
  locale: z.string(),
  timezone: z.string(),
  industry_id: z.string().nullable(),
  sectors: z
    .array(z.object({ name: z.string().trim().min(1).max(100), industry_sector_id: z.string().nullable() }))
    .min(1, "Choose or name at least one topic.")
    .max(MOST_SECTORS, `At most ${String(MOST_SECTORS)} topics.`),
  publish_policy: z.enum(["auto", "review", "draft_only"]),
});

export type SiteForm = z.infer<typeof siteForm>;

export const STEPS = [
  { id: "site", title: "The site", fields: ["name", "domain", "locale", "timezone"] },
  { id: "topics", title: "Topics", fields: ["industry_id", "sectors"] },
  { id: "publishing", title: "Publishing", fields: ["publish_policy"] },
] as const satisfies readonly { id: string; title: string; fields: readonly (keyof SiteForm)[] }[];

export type StepId = (typeof STEPS)[number]["id"];

/** What has to be right before going on from a step; at the last one everything. */
export function schemaOf(step: number): z.ZodType<SiteForm, SiteForm> {
  const fields: readonly (keyof SiteForm)[] = STEPS[step]?.fields ?? [];
  const asked = step < STEPS.length - 1 ? Object.fromEntries(fields.map((field) => [field, true])) : null;
  return asked ? z.looseObject(siteForm.pick(asked as Record<keyof SiteForm, true>).shape) : siteForm;
}

/** The step that asks for a field; the first where the field is unknown. */
export function stepOf(field: string): number {
  const name = field.split(".")[0] ?? "";
  return Math.max(
    0,
    STEPS.findIndex((step) => (step.fields as readonly string[]).includes(name)),
  );
}

export function bodyOf(values: SiteForm): SiteIn {
  return {
    name: values.name.trim(),
    locale: values.locale,
    timezone: values.timezone,
    publish_policy: values.publish_policy,
    ...(values.domain.trim() ? { domain: values.domain.trim() } : {}),
    ...(values.industry_id ? { industry_id: values.industry_id } : {}),
    sectors: values.sectors.map(({ name, industry_sector_id }) => ({ name: name.trim(), ...(industry_sector_id ? { industry_sector_id } : {}) })),
  };
}

/** Adds a topic unless it is there by name already or there is no room. */
export function withSector(sectors: SiteForm["sectors"], added: SiteForm["sectors"][number]): SiteForm["sectors"] {
  const name = added.name.trim();
  const isKnown = sectors.some((sector) => sector.name.toLocaleLowerCase() === name.toLocaleLowerCase());
  return name === "" || isKnown || sectors.length >= MOST_SECTORS ? sectors : [...sectors, { ...added, name }];
}
