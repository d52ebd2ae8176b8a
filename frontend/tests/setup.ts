import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

const nothing = () => undefined;

/** jsdom has neither layout nor pointers; floating layers ask for both, and are content with no answer. */
function supply(target: object, members: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(members)) {
    if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
}

supply(globalThis, {
  ResizeObserver: class {
    observe = nothing;
    unobserve = nothing;
    disconnect = nothing;
  },
});
supply(Element.prototype, { scrollIntoView: nothing, hasPointerCapture: () => false, setPointerCapture: nothing, releasePointerCapture: nothing });
