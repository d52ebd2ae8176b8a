import { useCallback, useEffect } from "react";

import { useMe } from "@/shared/entities/me";
import { useUserPreferences } from "@/shared/stores/user-preferences";

/**
 * One thing somebody may set up to their liking, remembered for them on all their devices.
 *
 * @param name dotted, for instance `table.keywords.columns`; one value for each name, so keep them small
 * @param fallback when they never chose; a constant, because it is handed out as it is
 */
export function usePreference<Value>(name: string, fallback: Value): [Value, (value: Value) => void] {
  const me = useMe();
  const enter = useUserPreferences((state) => state.enter);
  useEffect(() => {
    if (me !== undefined) enter(me.id, me.preferences);
  }, [me, enter]);
  const stored = useUserPreferences((state) => state.entries[name]?.v);
  const put = useUserPreferences((state) => state.put);
  const set = useCallback((value: Value) => put(name, value), [put, name]);
  return [stored === undefined || stored === null ? fallback : (stored as Value), set];
}
