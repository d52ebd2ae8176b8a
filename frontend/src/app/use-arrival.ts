import { useEffect, useRef } from "react";

const PATIENCE_MS = 4000;

/** After moving to another page its heading has the focus, so that a screen reader says where one is and Tab goes on from there. */
export function useArrival(pathname: string): void {
  const first = useRef(pathname);
  useEffect(() => {
    if (first.current === pathname) return; // the browser places the focus on the first page
    first.current = "";
    const until = Date.now() + PATIENCE_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const before = document.activeElement;
    const arrive = () => {
      const heading = document.querySelector<HTMLElement>("main h1");
      // Whoever has moved the focus meanwhile, or a dialog that opened with the page, keeps it.
      if (document.activeElement !== before && document.activeElement !== document.body) return;
      if (document.querySelector("[role=dialog], [role=alertdialog]")) return;
      if (heading) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      } else if (Date.now() < until) timer = setTimeout(arrive, 50);
    };
    timer = setTimeout(arrive, 0);
    return () => clearTimeout(timer);
  }, [pathname]);
}
