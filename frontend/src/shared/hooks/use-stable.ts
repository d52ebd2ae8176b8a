import { useCallback, useLayoutEffect, useRef } from "react";

/** A function that stays the same and always does what the latest one does; for children that are drawn again only when they must be. */
export function useStable<Args extends unknown[], Result>(latest: (...args: Args) => Result): (...args: Args) => Result {
  const ref = useRef(latest);
  useLayoutEffect(() => {
    ref.current = latest;
  });
  return useCallback((...args: Args) => ref.current(...args), []);
}
