/** The form of a site's settings and the changes it sends. */
import { z } from "zod";

import type { Site } from "@/shared/entities/site";

import type { SiteChanges } from "../api/sites";

/** What the prompts know by name; other keys of the brand voice are kept as they are. */
export const VOICE = ["tone", "audience", "style", "avoid"] as const;

const line = z.string().trim().max(500, "At most 500 characters.");

export const settingsForm = z.object({
  name: z.string().trim().min(1, "Give the site a name.").max(200),
  slug: z
    .string()
    .trim()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Small letters, digits and single hyphens.")
    .max(80),
  domain: z.string().trim().max(260),
  locale: z.string(),
  timezone: z.string(),
  hosting_type: z.enum(["igny8_sites", "wordpress", "shopify", "custom", "multi"]),
  publish_policy: z.enum(["auto", "review", "draft_only"]),
  voice: z.object({ tone: line, audience: line, style: line, avoid: line }),
});

export type SettingsForm = z.infer<typeof settingsForm>;

export function formOf(site: Site): SettingsForm {
  const said = (key: string): string => {
    const value = site.brand_voice[key];
    return typeof value === "string" ? value : "";
  };
  return {
    name: site.name,
    slug: site.slug,
    domain: site.domain,
    locale: site.locale,
    timezone: site.timezone,
    hosting_type: site.hosting_type,
    publish_policy: site.publish_policy,
    voice: { tone: said("tone"), audience: said("audience"), style: said("style"), avoid: said("avoid") },
  };
}

/** Only what differs, so that two people changing different things do not undo each other. */
export function changesOf(site: Site, form: SettingsForm): SiteChanges {
  const before = formOf(site);
  const changes: SiteChanges = {};
  for (const key of ["name", "slug", "domain", "locale", "timezone"] as const) {
    const value = form[key].trim();
    if (value !== before[key]) changes[key] = value;
  }
  if (form.hosting_type !== before.hosting_type) changes.hosting_type = form.hosting_type;
  if (form.publish_policy !== before.publish_policy) changes.publish_policy = form.publish_policy;
  if (VOICE.some((key) => form.voice[key].trim() !== before.voice[key])) {
    const known = new Set<string>(VOICE);
    const others = Object.entries(site.brand_voice).filter(([key]) => !known.has(key));
    const given = VOICE.flatMap((key) => (form.voice[key].trim() ? [[key, form.voice[key].trim()] as const] : []));
    changes.brand_voice = Object.fromEntries([...others, ...given]);
  }
  return changes;
}
