import { useSyncExternalStore } from "react";

// All clocks of a page tick together: one timer for each interval, and one rendering.
const clocks = new Map<number, { now: number; listeners: Set<() => void>; timer: ReturnType<typeof setInterval> | undefined }>();

function clockOf(intervalMs: number) {
  let clock = clocks.get(intervalMs);
  if (clock === undefined) {
    clock = { now: Date.now(), listeners: new Set(), timer: undefined };
    clocks.set(intervalMs, clock);
  }
  return clock;
}

/**
 * Milliseconds since the epoch, renewed at the interval.
 *
 * @param intervalMs null: read once, never renewed
 */
export function useNow(intervalMs: number | null): number {
  const key = intervalMs ?? 0;
  return useSyncExternalStore(
    (listener) => {
      if (intervalMs === null) return () => undefined;
      const clock = clockOf(key);
      clock.listeners.add(listener);
      clock.timer ??= setInterval(() => {
        clock.now = Date.now();
        for (const one of clock.listeners) one();
      }, intervalMs);
      return () => {
        clock.listeners.delete(listener);
        if (clock.listeners.size > 0) return;
        clearInterval(clock.timer);
        clock.timer = undefined;
      };
    },
    () => {
      const clock = clockOf(key);
      // With nobody listening the clock stood still.
      if (clock.timer === undefined && Date.now() - clock.now > 1000) clock.now = Date.now();
      return clock.now;
    },
  );
}
