import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, StrictMode, useEffect } from "react";

import { toApiError } from "@/shared/api/errors";
import { followConnection } from "@/shared/stores/connection";

/** What every page needs around it. */
export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  useEffect(() => followConnection(() => refreshAfterAway(client)), [client]);
  return (
    <StrictMode>
      <QueryClientProvider client={client}>
        {children}
      </QueryClientProvider>
    </StrictMode>
  );
}

/** What is on the screen, read again: it failed, or may have changed while nobody could ask. */
function refreshAfterAway(client: QueryClient): void {
  void client.refetchQueries({ type: "active", predicate: (query) => query.isStale() || (query.state.error !== null && toApiError(query.state.error).isPassing) });
}
