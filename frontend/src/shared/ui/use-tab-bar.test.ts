import { expect, it } from "vitest";

import { edges } from "./use-tab-bar";

it.each([
  [0, 300, ""],
  [0, 400, "end"],
  [50, 400, "both"],
  [99.4, 400, "start"],
])("knows behind which edges of 300 pixels there is more: scrolled by %d of %d", (scrollLeft, scrollWidth, expected) => {
  expect(edges({ scrollLeft, scrollWidth, clientWidth: 300 })).toBe(expected);
});
