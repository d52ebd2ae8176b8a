import { type RefObject, useEffect, useLayoutEffect, useState } from "react";

const FADE: Readonly<Record<string, string>> = {
  "": "",
  start: "mask-[linear-gradient(to_right,transparent,black_2.5rem)]",
  end: "mask-[linear-gradient(to_left,transparent,black_2.5rem)]",
  both: "mask-[linear-gradient(to_right,transparent,black_2.5rem,black_calc(100%-2.5rem),transparent)]",
};

/** Pixels that browsers are off by when they round. */
const ROUNDING = 1;

/**
 * A bar of tabs that may be wider than its place: the current one is in view, and edges say that it goes on.
 *
 * @param current changes when another tab becomes the current one
 * @returns classes that fade out the edges behind which there is more
 */
export function useTabBar(ref: RefObject<HTMLElement | null>, current: string | undefined): string {
  const [more, setMore] = useState("");
  useLayoutEffect(() => {
    const bar = ref.current;
    const tab = bar?.querySelector<HTMLElement>('[aria-current="page"], [data-state="active"]');
    if (!bar || !tab) return;
    // Only sideways: scrolling it into view would also move the page.
    const [outer, inner] = [bar.getBoundingClientRect(), tab.getBoundingClientRect()];
    bar.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  }, [ref, current]);
  useEffect(() => {
    const bar = ref.current;
    if (!bar) return;
    const look = (): void => setMore(edges(bar));
    const observer = new ResizeObserver(look);
    for (const one of [bar, ...bar.children]) observer.observe(one);
    bar.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      bar.removeEventListener("scroll", look);
    };
  }, [ref]);
  return FADE[more] ?? "";
}

/** The edges behind which there is more: "", "start", "end" or "both". */
export function edges({ scrollLeft, scrollWidth, clientWidth }: Pick<HTMLElement, "scrollLeft" | "scrollWidth" | "clientWidth">): string {
  const isBefore = scrollLeft > ROUNDING;
  const isAfter = scrollLeft + clientWidth < scrollWidth - ROUNDING;
  return isBefore && isAfter ? "both" : isBefore ? "start" : isAfter ? "end" : "";
}
