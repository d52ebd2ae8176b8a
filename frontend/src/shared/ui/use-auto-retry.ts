import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";

const WAIT_S = 5;
const TICK_MS = 250;

/**
 * Call `retry` again and again while `active`: after five seconds, as soon as the browser is online again, and as soon
 * as any other request gets through.
 *
 * @returns seconds until the next try, 0 during one, undefined when there will be none
 */
export function useAutoRetry({ active, busy, retry, waitSeconds = WAIT_S }: { active: boolean; busy: boolean; retry: () => Promise<unknown>; waitSeconds?: number }): number | undefined {
  const client = useQueryClient();
  const [left, setLeft] = useState(waitSeconds);
  const isWaiting = active && !busy;
  const ask = useEffectEvent(() => retry());
  // Every round counts from the start.
  const [wasWaiting, setWasWaiting] = useState(isWaiting);
  if (wasWaiting !== isWaiting) {
    setWasWaiting(isWaiting);
    setLeft(waitSeconds);
  }
  useEffect(() => {
    if (!isWaiting) return;
    let end = Date.now() + waitSeconds * 1000;
    let isAsking = false;
    // Its own success is news in the cache too, and comes before anything is drawn: one at a time.
    const tryNow = async (): Promise<void> => {
      if (isAsking) return;
      isAsking = true;
      try {
        await ask();
      } finally {
        isAsking = false;
        end = Date.now() + waitSeconds * 1000;
      }
    };
    const timer = setInterval(() => {
      const seconds = Math.ceil((end - Date.now()) / 1000);
      setLeft(Math.max(seconds, 0));
      if (seconds <= 0) void tryNow();
    }, TICK_MS);
    const listener = (): void => void tryNow();
    globalThis.addEventListener("online", listener);
    const stop = client.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "success" && event.action.manual !== true) void tryNow();
    });
    return () => {
      clearInterval(timer);
      globalThis.removeEventListener("online", listener);
      stop();
    };
  }, [isWaiting, waitSeconds, client]);
  if (!active) return undefined;
  return busy ? 0 : left;
}
