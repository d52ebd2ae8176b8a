import { type RefObject, useEffect, useRef, useState } from "react";

const AHEAD = "200px";

/**
 * Whether an element has come near the window, and stays true from then on. What draws a chart is large: who never
 * scrolls to it need not load it. Printing counts as near.
 */
export function useNear<E extends Element>(): [RefObject<E | null>, boolean] {
  const element = useRef<E>(null);
  const [isNear, setIsNear] = useState(() => typeof IntersectionObserver === "undefined");
  useEffect(() => {
    const target = element.current;
    if (isNear || target === null) return;
    const come = (): void => setIsNear(true);
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) come();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(target);
    globalThis.addEventListener("beforeprint", come);
    return () => {
      observer.disconnect();
      globalThis.removeEventListener("beforeprint", come);
    };
  }, [isNear]);
  return [element, isNear];
}
