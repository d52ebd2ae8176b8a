/** Images of contents: planned, made, uploaded, described. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, authorisedFetch, item, page, type Schema } from "@/shared/api/client";
import { noAnswer } from "@/shared/api/errors";
import { balanceKeys } from "@/shared/entities/credits";

export type Image = Schema<"ImageOut">;

export const imageKeys = {
  all: ["images"] as const,
  of: (siteId: string, contentId: string) => ["images", siteId, "of", contentId] as const,
};

const POLL_MS = 2500;
const UPLOAD_PATIENCE_MS = 120_000;

/** Images of a content in their order, asked again while one is being made. */
export function imagesOfQuery(siteId: string, contentId: string) {
  return queryOptions({
    queryKey: imageKeys.of(siteId, contentId),
    queryFn: async ({ signal }) => (await page(api.GET("/api/v1/writer/images/", { params: { query: { content_id: contentId, ordering: "position", page_size: 100 } }, signal }))).results,
    refetchInterval: ({ state }) => (state.data?.some((image) => image.status === "queued") ? POLL_MS : false),
  });
}

/** Where the file of an image is; also what a text says as the `src` of one. */
export const imagePath = (id: string): string => `/api/v1/writer/images/${id}/file/`;

/** The image a `src` names, when it is one of ours. */
export function imageIdOf(src: string): string | null {
  return /^\/api\/v1\/writer\/images\/([0-9a-f-]{36})\/file\/$/.exec(src)?.[1] ?? null;
}

export const changeImage = (id: string, body: Schema<"PatchedImagePatchRequest">): Promise<Image> => item(api.PATCH("/api/v1/writer/images/{id}/", { params: { path: { id } }, body }));

export async function deleteImage(id: string): Promise<void> {
  await api.DELETE("/api/v1/writer/images/{id}/", { params: { path: { id } } });
}

/** Describe the images of a content: one featured and some inside the text. */
export const planImages = (contentId: string, inArticle: number, key: string): Promise<Schema<"WritingRunsOut">> =>
  item(api.POST("/api/v1/writer/image-prompts/", { body: { content_ids: [contentId], in_article: inArticle }, params: { header: { "Idempotency-Key": key } } }));

export const makeImages = (ids: readonly string[], key: string): Promise<Schema<"WritingRunsOut">> =>
  item(api.POST("/api/v1/writer/images/generate/", { body: { image_ids: [...ids] }, params: { header: { "Idempotency-Key": key } } }));

export interface Upload {
  contentId: string;
  file: File;
  role: Image["role"];
  altText?: string;
}

/** An image of one's own. A featured one takes the place of the one before, which moves into the article. */
export async function uploadImage({ contentId, file, role, altText = "" }: Upload): Promise<Image> {
  const form = new FormData();
  form.set("content_id", contentId);
  form.set("role", role);
  form.set("alt_text", altText);
  form.set("file", file);
  const request = new Request(new URL("/api/v1/writer/images/", location.origin), { method: "POST", body: form, headers: { Accept: "application/json" } });
  const body = (await (await authorisedFetch(request, { patienceMs: UPLOAD_PATIENCE_MS })).json()) as { data?: Image };
  if (body.data === undefined) throw noAnswer();
  return body.data;
}

/** The image becomes the featured one; the one before moves into the article. */
export async function featureImage(id: string): Promise<Image> {
  const request = new Request(new URL(`/api/v1/writer/images/${id}/feature/`, location.origin), { method: "POST", body: "{}", headers: { "Content-Type": "application/json", Accept: "application/json" } });
  const body = (await (await authorisedFetch(request)).json()) as { data?: Image };
  if (body.data === undefined) throw noAnswer();
  return body.data;
}

export function imagesChanged(client: QueryClient, siteId: string, contentId: string): void {
  void client.invalidateQueries({ queryKey: imageKeys.all });
  void client.invalidateQueries({ queryKey: ["content", siteId, "one", contentId], exact: true });
  void client.invalidateQueries({ queryKey: balanceKeys.all });
}
