/** One content: its text, versions, remarks and way to publication. Lists of contents are in library.ts. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, item, type Schema } from "@/shared/api/client";
import { balanceKeys } from "@/shared/entities/credits";

export type Content = Schema<"ContentOut">;
export type ContentChanges = Schema<"PatchedContentPatchRequest">;
export type VersionRow = Schema<"VersionRowOut">;
export type Comment = Schema<"CommentOut">;

export const contentKeys = {
  one: (siteId: string, id: string) => ["content", siteId, "one", id] as const,
  versions: (siteId: string, id: string) => ["content", siteId, "one", id, "versions"] as const,
  version: (siteId: string, id: string, number: number) => ["content", siteId, "one", id, "versions", number] as const,
  comments: (siteId: string, id: string) => ["content", siteId, "one", id, "comments"] as const,
};

const path = (id: string) => ({ params: { path: { id } } });

export function contentQuery(siteId: string, id: string) {
  return queryOptions({ queryKey: contentKeys.one(siteId, id), queryFn: ({ signal }) => item(api.GET("/api/v1/writer/content/{id}/", { ...path(id), signal })) });
}

export function versionsQuery(siteId: string, id: string) {
  return queryOptions({ queryKey: contentKeys.versions(siteId, id), queryFn: ({ signal }) => item(api.GET("/api/v1/writer/content/{id}/versions/", { ...path(id), signal })) });
}

/** A version with its text. While somebody edits, the newest one still changes its number: it is asked for by the number it has. */
export function versionQuery(siteId: string, id: string, number: number) {
  return queryOptions({
    queryKey: contentKeys.version(siteId, id, number),
    queryFn: ({ signal }) => item(api.GET("/api/v1/writer/content/{id}/versions/{number}/", { params: { path: { id, number } }, signal })),
    staleTime: Infinity,
  });
}

export function commentsQuery(siteId: string, id: string) {
  return queryOptions({ queryKey: contentKeys.comments(siteId, id), queryFn: ({ signal }) => item(api.GET("/api/v1/writer/content/{id}/comments/", { ...path(id), signal })) });
}

export const saveContent = (id: string, body: ContentChanges): Promise<Content> => item(api.PATCH("/api/v1/writer/content/{id}/", { ...path(id), body }));

export const readContent = (id: string): Promise<Content> => item(api.GET("/api/v1/writer/content/{id}/", path(id)));

/** @param expected the version that was on the screen */
export const restoreVersion = (id: string, number: number, expected: number): Promise<Content> =>
  item(api.POST("/api/v1/writer/content/{id}/restore/", { ...path(id), body: { number, expected_version: expected } }));

export const lockSection = (id: string, section_id: string, is_locked: boolean): Promise<Content> =>
  item(api.POST("/api/v1/writer/content/{id}/lock-section/", { ...path(id), body: { section_id, is_locked } }));

export interface Rewriting {
  /** The whole text when absent. */
  sectionId?: string | undefined;
  /** What to do differently, in a person's words; only for models that follow instructions. */
  instruction?: string | undefined;
}

/** Has a section or the whole text written anew. */
export function rewrite(id: string, { sectionId, instruction }: Rewriting, key: string): Promise<Schema<"WritingRunsOut">> {
  const params = { path: { id }, header: { "Idempotency-Key": key } };
  const how = instruction ? { instruction } : {};
  if (sectionId === undefined) return item(api.POST("/api/v1/writer/content/{id}/regenerate/", { params, body: { ...how } }));
  return item(api.POST("/api/v1/writer/content/{id}/regenerate-section/", { params, body: { section_id: sectionId, ...how } }));
}

export const submitReview = (id: string, expected_version: number): Promise<Content> => item(api.POST("/api/v1/writer/content/{id}/submit-review/", { ...path(id), body: { expected_version } }));
export const approveVersion = (id: string, expected_version: number): Promise<Content> => item(api.POST("/api/v1/writer/content/{id}/approve/", { ...path(id), body: { expected_version } }));
export const askForChanges = (id: string, comment: string): Promise<Content> => item(api.POST("/api/v1/writer/content/{id}/request-changes/", { ...path(id), body: { comment } }));
export const archive = (id: string): Promise<Content> => item(api.POST("/api/v1/writer/content/{id}/archive/", { ...path(id), body: {} }));
export const unarchive = (id: string): Promise<Content> => item(api.POST("/api/v1/writer/content/{id}/unarchive/", { ...path(id), body: {} }));

/** @param anchor the words of the text the remark is about */
export const addComment = (id: string, body: string, anchor = ""): Promise<Comment> =>
  item(api.POST("/api/v1/writer/content/{id}/comments/", { ...path(id), body: { body, ...(anchor ? { anchor } : {}) } }));

export const resolveComment = (id: string, comment_id: string, is_resolved: boolean): Promise<Comment> =>
  item(api.POST("/api/v1/writer/content/{id}/resolve-comment/", { ...path(id), body: { comment_id, is_resolved } }));

/** The text or the state of a content changed: put the answer in its place, and have lists and figures read again. */
export function contentChanged(client: QueryClient, content: Content): void {
  client.setQueryData(contentKeys.one(content.site_id, content.id), content);
  const own = contentKeys.one(content.site_id, content.id);
  void client.invalidateQueries({ queryKey: own, predicate: ({ queryKey }) => queryKey.length > own.length && typeof queryKey[own.length + 1] !== "number" });
  for (const first of ["calendar", "writer", "publications"]) void client.invalidateQueries({ queryKey: [first], refetchType: "none" });
  void client.invalidateQueries({ queryKey: ["content", content.site_id], predicate: ({ queryKey }) => queryKey[2] !== "one", refetchType: "none" });
}

export function creditsChanged(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: balanceKeys.all });
}
