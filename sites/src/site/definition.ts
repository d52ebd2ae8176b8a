import { z } from "zod";
import { REDIRECT_PATH, instant, locale, singleLine, slug, text, timezone } from "./fields.ts";

/**
 * The definition of a site: everything the renderer knows about it. Objects are strict, so a misspelt field is an
 * error instead of a silent gap on the page. `docs/guides/site-definition.md` describes every field in words.
 */

/** An identifier of the platform; it is only compared and printed, never resolved. */
const id = z.union([z.string().regex(/^[A-Za-z0-9_-]{1,64}$/), z.int().nonnegative()]).transform(String);

/** Accepts a missing field and null alike and hands on one value for both. */
const optional = <T extends z.ZodType, D>(type: T, fallback: D) =>
  type.nullish().transform((value): z.output<T> | D => (value as z.output<T> | null | undefined) ?? fallback);

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an absolute http or https address" })
  .max(2000)
  .refine((value) => URL.canParse(value), "must be an absolute http or https address");

export const imageSchema = z.strictObject({
  file: z.string().min(1).max(500),
  alt: optional(text(1000), ""),
  width: optional(z.int().min(1).max(30_000), null),
  height: optional(z.int().min(1).max(30_000), null),
  caption: optional(text(1000), null),
});

export const postSchema = z.strictObject({
  id,
  slug,
  title: singleLine(500).min(1),
  html: text(4_000_000),
  excerpt: optional(text(5000), ""),
  meta_title: optional(singleLine(500), ""),
  meta_description: optional(text(2000), ""),
  published_at: instant,
  updated_at: optional(instant, null),
  author: optional(slug, null),
  categories: z.array(slug).max(50).default([]),
  tags: z.array(singleLine(100).min(1)).max(100).default([]),
  image: optional(imageSchema, null),
  images: z.array(imageSchema).max(200).default([]),
  schema_type: z.string().regex(/^[A-Z][A-Za-z]{1,49}$/, "must be the name of a schema.org type").default("BlogPosting"),
  reading_minutes: optional(z.int().min(1).max(1000), null),
  language: optional(locale, null),
  provenance: optional(z.strictObject({ model: singleLine(200).min(1), note: optional(text(1000), null) }), null),
  path: optional(z.string().max(1000), null),
});

const pageSchema = z.strictObject({
  slug,
  title: singleLine(500).min(1),
  html: text(4_000_000),
  meta_title: optional(singleLine(500), ""),
  meta_description: optional(text(2000), ""),
});

const redirectSchema = z.strictObject({
  from: z.string().max(1000).regex(REDIRECT_PATH, "must be a path of this site that starts with one slash"),
  to: z.union([z.string().max(1000).regex(REDIRECT_PATH), httpUrl], {
    error: "must be a path of this site that starts with one slash, or an absolute http or https address",
  }),
  status: z.union([z.literal(301), z.literal(302), z.literal(307), z.literal(308)], {
    error: "must be 301, 302, 307 or 308",
  }),
});

export const definitionSchema = z.strictObject({
  version: z.literal(1, { error: "must be 1, the only version this renderer knows" }),
  site: z.strictObject({
    id,
    name: singleLine(200).min(1),
    slug: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/, "must be lower-case letters, digits and hyphens"),
    description: optional(text(2000), ""),
    locale,
    timezone,
    base_url: httpUrl,
    base_path: z.string().regex(/^(?:\/[a-z0-9][a-z0-9-]*)*$/, "must be empty, or a path such as /s/my-site without a trailing slash"),
    theme: z
      .strictObject({ accent: optional(z.string().regex(/^#[0-9a-f]{6}$/i, "must be a colour such as #3d4eac"), null) })
      .nullish()
      .transform((theme) => theme ?? { accent: null }),
    updated_at: instant,
    index: z.boolean(),
  }),
  categories: z
    .array(z.strictObject({ slug, name: singleLine(200).min(1), description: optional(text(2000), "") }))
    .default([]),
  authors: z
    .array(
      z.strictObject({
        slug,
        name: singleLine(200).min(1),
        bio: optional(text(5000), ""),
        same_as: z.array(httpUrl).max(30).nullish().transform((links) => links ?? []),
      }),
    )
    .default([]),
  posts: z.array(postSchema).max(200_000),
  pages: z.array(pageSchema).max(10_000).default([]),
  redirects: z.array(redirectSchema).max(200_000).default([]),
  assets_root: optional(z.string().regex(/^\//, "must be an absolute folder"), null),
});

export type SiteDefinition = z.output<typeof definitionSchema>;
/** What a caller writes: optional fields may be missing or null. */
export type SiteDefinitionInput = z.input<typeof definitionSchema>;
export type PostDefinition = SiteDefinition["posts"][number];
export type ImageDefinition = z.output<typeof imageSchema>;
