import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";

const WAIT_S = 5;

/**
 * Call `retry` again and again while `active`: after five seconds, as soon as the browser is online again, and as soon
 * as any other request gets through.
 *
 * @returns seconds until the next try, 0 during one, undefined when there will be none
 */
export function useAutoRetry({ active, busy, retry, waitSeconds = WAIT_S }: { active: boolean; busy: boolean; retry: () => unknown; waitSeconds?: number }): number | undefined {
  const client = useQueryClient();
  const [left, setLeft] = useState(waitSeconds);
  const isWaiting = active && !busy;
  const tryNow = useEffectEvent(() => {
    if (isWaiting) void retry();
  });
  // Every round counts from the start.
  const [wasWaiting, setWasWaiting] = useState(isWaiting);
  if (wasWaiting !== isWaiting) {
    setWasWaiting(isWaiting);
    setLeft(waitSeconds);
  }
  useEffect(() => {
    if (!isWaiting) return;
    const end = Date.now() + waitSeconds * 1000;
    const timer = setInterval(() => {
      const seconds = Math.ceil((end - Date.now()) / 1000);
      setLeft(Math.max(seconds, 0));
      if (seconds <= 0) tryNow();
    }, 250);
    const listener = (): void => tryNow();
    globalThis.addEventListener("online", listener);
    const stop = client.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "success" && event.action.manual !== true) tryNow();
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
