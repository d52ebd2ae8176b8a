/** A task in the form that edits it, and back. */
import { z } from "zod";

import type { Schema } from "@/shared/api/client";

import type { Task, TaskBody, TaskPatch } from "../api/tasks";
import { type Section, toApi } from "./outline";

export const taskSchema = z.object({
  title: z.string().trim().min(1, "Give the article a title.").max(255, "At most 255 characters."),
  sector_id: z.string().min(1, "Choose a sector."),
  brief: z.string().max(10_000, "At most 10,000 characters."),
  keywords: z.string(),
  cluster_id: z.string().nullable(),
  content_type: z.enum(["post", "page", "product", "service", "category", "taxonomy"]),
  structure: z.string(),
  target_words: z.coerce.number<number | string>("A number.").int("A whole number.").min(100, "At least 100 words.").max(10_000, "At most 10,000 words."),
  author_profile_id: z.string(),
  planned_date: z.string(),
  assignee_id: z.string(),
});

export type TaskValues = z.input<typeof taskSchema>;
export type TaskParsed = z.output<typeof taskSchema>;

export function valuesOf(task: Task | null, start: { sectorId: string; structure: string; words: number }): TaskValues {
  return {
    title: task?.title ?? "",
    sector_id: task?.sector_id ?? start.sectorId,
    brief: task?.brief ?? "",
    keywords: task?.target_keywords.join("\n") ?? "",
    cluster_id: task?.cluster_id ?? null,
    content_type: task?.content_type ?? "post",
    structure: task?.structure ?? start.structure,
    target_words: task?.target_words ?? start.words,
    author_profile_id: task?.author_profile_id ?? "",
    planned_date: task?.planned_date ?? "",
    assignee_id: task?.assignee_id ?? "",
  };
}

/** One keyword a line; commas separate, too. Each once. */
export function keywordsOf(text: string): string[] {
  const seen = new Map<string, string>();
  for (const part of text.split(/[\n,;]/)) {
    const word = part.trim();
    if (word !== "" && !seen.has(word.toLowerCase())) seen.set(word.toLowerCase(), word);
  }
  return [...seen.values()];
}

export function changesOf(values: TaskParsed, outline: readonly Section[]): TaskPatch {
  return {
    title: values.title,
    brief: values.brief,
    target_keywords: keywordsOf(values.keywords),
    cluster_id: values.cluster_id,
    content_type: values.content_type,
    structure: values.structure as NonNullable<Schema<"TaskInRequest">["structure"]>,
    target_words: values.target_words,
    outline: toApi(outline),
    author_profile_id: values.author_profile_id || null,
    ...whenAndWho(values),
  };
}

export function bodyOf(values: TaskParsed, outline: readonly Section[]): TaskBody {
  return { ...changesOf(values, outline), sector_id: values.sector_id, title: values.title };
}

/** A task that is written, or being written, keeps all but these. */
export function whenAndWho(values: TaskParsed): Pick<TaskPatch, "planned_date" | "assignee_id"> {
  return { planned_date: values.planned_date || null, assignee_id: values.assignee_id || null };
}
