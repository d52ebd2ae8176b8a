/** The calendar: a month of a site, what has no day yet, and moving things. */
import { queryOptions } from "@tanstack/react-query";

import { api, item, page } from "@/shared/api/client";
import { fetchPublicationsOf, publishContents } from "@/shared/entities/publishing";

import type { Entry, Month, Move } from "../calendar/model";

export const calendarKeys = {
  all: ["calendar"] as const,
  months: (siteId: string) => ["calendar", siteId, "month"] as const,
  month: (siteId: string, month: Month) => ["calendar", siteId, "month", month] as const,
  tray: (siteId: string) => ["calendar", siteId, "tray"] as const,
};

export function monthQuery(siteId: string, month: Month) {
  return queryOptions({
    queryKey: calendarKeys.month(siteId, month),
    queryFn: async ({ signal }): Promise<Entry[]> => [...(await item(api.GET("/api/v1/writer/calendar/", { params: { query: { site_id: siteId, month } }, signal })))],
    staleTime: 30_000,
  });
}

/** Something without a day. */
export interface Unplanned {
  kind: "planned_task" | "planned";
  id: string;
  title: string;
  status: string;
  content_type: string;
}

export const TRAY_SIZE = 50;

/** The newest texts and tasks without a day; not all of them when there are many. */
export function trayQuery(siteId: string) {
  return queryOptions({
    queryKey: calendarKeys.tray(siteId),
    queryFn: async ({ signal }): Promise<Unplanned[]> => {
      const [tasks, contents] = await Promise.all([
        page(api.GET("/api/v1/writer/tasks/", { params: { query: { site_id: siteId, status: "queued,failed,in_progress", planned: false, ordering: "-created_at", page_size: TRAY_SIZE } }, signal })),
        page(api.GET("/api/v1/writer/content/", { params: { query: { site_id: siteId, status: "draft,in_review,changes_requested,approved", is_published: false, planned: false, ordering: "-updated_at", page_size: TRAY_SIZE } }, signal })),
      ]);
      const ready = contents.results.map((one) => ({ ...one, kind: "planned" as const }));
      const todo = tasks.results.map((one) => ({ ...one, kind: "planned_task" as const }));
      return [...ready, ...todo].slice(0, TRAY_SIZE).map(({ kind, id, title, status, content_type }) => ({ kind, id, title, status, content_type }));
    },
    staleTime: 30_000,
  });
}

/** @param keyFor gives a moved schedule its idempotency key */
export async function sendMove(move: Move, siteId: string, keyFor: (body: unknown) => string): Promise<void> {
  if (move.type === "task") {
    await item(api.PATCH("/api/v1/writer/tasks/{id}/", { params: { path: { id: move.id } }, body: { planned_date: move.planned_date } }));
  } else if (move.type === "content") {
    await item(api.PATCH("/api/v1/writer/content/{id}/", { params: { path: { id: move.id } }, body: { planned_date: move.planned_date } }));
  } else {
    const records = await fetchPublicationsOf(siteId, [move.content_id]);
    // Only where it was to go: an empty list would mean every destination of the site.
    const destinations = records.filter((record) => record.status === "planned" && record.wanted === "publish").map((record) => record.destination);
    const body = { content_ids: [move.content_id], scheduled_at: move.at, ...(destinations.length > 0 ? { destinations } : {}) };
    await publishContents(body, keyFor(body));
  }
}
