import { z } from "zod";

import type { Author, AuthorFields } from "../api/authors";

export const MOST_PROFILES = 20;

export const authorForm = z.object({
  site_id: z.string(),
  name: z.string().trim().min(1, "Enter a name.").max(150, "At most 150 characters."),
  slug: z
    .string()
    .trim()
    .min(1, "Enter a short name.")
    .max(100, "At most 100 characters.")
    .regex(/^[\w-]*$/, "Letters, digits, hyphens and underscores."),
  byline: z.string().trim().max(200, "At most 200 characters."),
  bio: z.string().trim().max(5000, "At most 5,000 characters."),
  credentials: z.string().trim().max(2000, "At most 2,000 characters."),
  same_as: z.array(z.string().trim()),
  tone: z.string().trim().max(500, "At most 500 characters."),
  is_default: z.boolean(),
});

export type AuthorValues = z.infer<typeof authorForm>;

/** "Åsa Lindqvist" is "asa-lindqvist". */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 100);
}

export function valuesOf(author: Author | null): AuthorValues {
  return {
    site_id: author?.site_id ?? "",
    name: author?.name ?? "",
    slug: author?.slug ?? "",
    byline: author?.byline ?? "",
    bio: author?.bio ?? "",
    credentials: author?.credentials ?? "",
    same_as: [...(author?.same_as ?? [])],
    tone: author?.tone ?? "",
    is_default: author?.is_default ?? false,
  };
}

export function fieldsOf({ name, slug, byline, bio, credentials, same_as, tone, is_default }: AuthorValues): AuthorFields {
  return { name, slug, byline, bio, credentials, same_as, tone, is_default };
}
