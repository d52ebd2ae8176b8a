import { QueryClient } from "@tanstack/react-query";

import { toApiError } from "./errors";

const MOST_TRIES = 3;

/** One for the page. Reads are tried again when the fault may pass; writes never are, because the first may have arrived. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: true,
        networkMode: "always",
        retry: (failures, error) => toApiError(error).isPassing && failures < MOST_TRIES,
        retryDelay: (attempt, error) => {
          const asked = toApiError(error).retryAfter;
          return asked === null ? Math.min(1000 * 2 ** attempt, 8000) : Math.min(asked, 30) * 1000;
        },
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
