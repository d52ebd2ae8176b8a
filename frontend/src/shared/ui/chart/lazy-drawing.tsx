import { type ComponentType, lazy, type LazyExoticComponent } from "react";

/** A drawing from its own chunk. When the chunk cannot be had, a sentence takes its place and the table still has the figures. */
export function lazyDrawing<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: NotDrawn };
    }
  });
}

function NotDrawn() {
  return <p className="grid h-full place-items-center text-muted">The chart could not be drawn. Its figures are in the table.</p>;
}
