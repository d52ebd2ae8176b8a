import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, page, type Schema } from "@/shared/api/client";

export type Notification = Schema<"NotificationOut">;
type Answer = Awaited<ReturnType<typeof fetchPage>>;

export const notificationKeys = {
  all: ["notifications"] as const,
  unread: () => ["notifications", "unread"] as const,
  list: () => ["notifications", "list"] as const,
};

const PAGE_SIZE = 50;
const LOOK_EVERY_MS = 60_000;

function fetchPage(number: number) {
  return page(api.GET("/api/v1/system/notifications/", { params: { query: { ordering: "-created_at", page: number, page_size: PAGE_SIZE } } }));
}

/** How many are unread, and the newest of them. */
export const unreadQuery = queryOptions({
  queryKey: notificationKeys.unread(),
  queryFn: () => page(api.GET("/api/v1/system/notifications/", { params: { query: { is_read: "false", ordering: "-created_at", page_size: 8 } } })),
  refetchInterval: LOOK_EVERY_MS,
});

export const notificationsQuery = infiniteQueryOptions({
  queryKey: notificationKeys.list(),
  queryFn: ({ pageParam }) => fetchPage(pageParam),
  initialPageParam: 1,
  getNextPageParam: (last: Answer, all: Answer[]) => (last.next === null ? undefined : all.length + 1),
});

/** Mark one read, or all of them (null). Shown at once; when the server refuses, the lists are read again. */
export async function markRead(client: QueryClient, id: string | null): Promise<void> {
  const now = new Date().toISOString();
  const mark = (row: Notification): Notification => (row.read_at === null && (id === null || row.id === id) ? { ...row, read_at: now } : row);
  client.setQueryData<InfiniteData<Answer>>(notificationKeys.list(), (data) => data && { ...data, pages: data.pages.map((one) => ({ ...one, results: one.results.map(mark) })) });
  client.setQueryData<Answer>(notificationKeys.unread(), (data) => {
    if (!data) return data;
    const results = data.results.filter((row) => mark(row).read_at === null);
    return { ...data, results, count: id === null ? 0 : data.count - (data.results.length - results.length) };
  });
  try {
    if (id === null) await api.POST("/api/v1/system/notifications/read-all/", { body: {} });
    else await api.POST("/api/v1/system/notifications/{id}/read/", { params: { path: { id } }, body: {} });
  } finally {
    await client.invalidateQueries({ queryKey: notificationKeys.all });
  }
}
