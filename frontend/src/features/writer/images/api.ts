import { infiniteQueryOptions } from "@tanstack/react-query";

import { api, page } from "@/shared/api/client";

const PAGE = 100;
const POLL_MS = 4000;

/** Images of the site, newest first, a hundred at a time; asked again while one of them is being made. */
export function galleryQuery(siteId: string, narrowing: Readonly<Record<string, string>>) {
  return infiniteQueryOptions({
    queryKey: ["images", siteId, "gallery", narrowing] as const,
    queryFn: ({ pageParam, signal }) => page(api.GET("/api/v1/writer/images/", { params: { query: { ...narrowing, site_id: siteId, ordering: "-created_at", page: pageParam, page_size: PAGE } }, signal })),
    initialPageParam: 1,
    getNextPageParam: (last, _all, number) => (last.next === null ? undefined : number + 1),
    refetchInterval: ({ state }) => (state.data?.pages.some((one) => one.results.some((image) => image.status === "queued")) ? POLL_MS : false),
  });
}
