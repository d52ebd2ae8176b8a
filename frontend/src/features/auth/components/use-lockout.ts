import { useCallback, useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { useNow } from "@/shared/hooks/use-now";

/**
 * How long the server refuses more tries.
 *
 * @returns seconds left, 0 when another try is welcome, and `note` to be given every error
 */
export function useLockout(): { seconds: number; note: (thrown: unknown) => boolean } {
  const [until, setUntil] = useState(0);
  const now = useNow(until > 0 ? 1000 : null);
  const note = useCallback((thrown: unknown) => {
    const error = toApiError(thrown);
    if (error.kind !== "throttled" || error.retryAfter === null) return false;
    setUntil(Date.now() + error.retryAfter * 1000);
    return true;
  }, []);
  return { seconds: Math.max(0, Math.ceil((until - now) / 1000)), note };
}

/** "4 min 5 s" */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
