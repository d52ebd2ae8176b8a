import { type RefObject, useLayoutEffect, useState } from "react";

/**
 * CSS height from the element's top to the end of the window, so that a long list ends where the page does. Measured before the
 * first paint.
 *
 * @param atLeast pixels
 */
export function useFillHeight(element: RefObject<HTMLElement | null>, atLeast = 280): string {
  const [top, setTop] = useState(200);
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return;
    const measure = () => setTop(Math.ceil(node.getBoundingClientRect().top + scrollOf(node)));
    measure();
    // What stands above the list may grow: chips that wrap, a message.
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure);
    observer?.observe(document.body);
    if (node.parentElement !== null) observer?.observe(node.parentElement);
    return () => observer?.disconnect();
  }, [element]);
  return `max(${atLeast}px, calc(100dvh - ${top}px - var(--frame-bottom, 0px) - 1rem))`;
}

function scrollOf(node: HTMLElement): number {
  for (let parent = node.parentElement; parent !== null && parent !== document.body; parent = parent.parentElement) {
    const { overflowY } = getComputedStyle(parent);
    if (overflowY === "auto" || overflowY === "scroll") return parent.scrollTop;
  }
  return window.scrollY;
}
