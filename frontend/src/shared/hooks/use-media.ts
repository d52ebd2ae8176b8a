import { useSyncExternalStore } from "react";

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      if (typeof matchMedia !== "function") return () => undefined;
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => typeof matchMedia === "function" && matchMedia(query).matches,
  );
}

/** Narrower than 640 px: panels come from below, rows become cards. */
export function useIsPhone(): boolean {
  return useMedia("(width < 40rem)");
}

export function usePrefersReducedMotion(): boolean {
  return useMedia("(prefers-reduced-motion: reduce)");
}
