import { type RefObject, useEffect, useState } from "react";

export type Layout = "phone" | "narrow" | "middle" | "wide";

const PHONE = 600;
const WITH_PANEL = 980;
const WITH_ALL = 1180;

/** How much fits beside the text: by the width of the page's middle, which the sidebar narrows too. */
export function useLayout(element: RefObject<HTMLElement | null>): Layout {
  const [layout, setLayout] = useState<Layout>(() => of(globalThis.innerWidth));
  useEffect(() => {
    const watched = element.current;
    if (!watched || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setLayout(of(entry.contentRect.width));
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return layout;
}

function of(width: number): Layout {
  if (width < PHONE) return "phone";
  if (width < WITH_PANEL) return "narrow";
  return width < WITH_ALL ? "middle" : "wide";
}
