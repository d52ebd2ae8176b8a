import { expect, test } from "vitest";

import { baselineOf, neighbour, nextAfter } from "./queue";

const rows = [{ id: "a" }, { id: "b" }, { id: "c" }];

test("after one is done with comes the next, at the end the one before", () => {
  expect(nextAfter(rows, "a")).toBe("b");
  expect(nextAfter(rows, "c")).toBe("b");
  expect(nextAfter([{ id: "a" }], "a")).toBeNull();
});

test("j and k stay at the ends, and begin at the first", () => {
  expect(neighbour(rows, "c", 1)).toBe("c");
  expect(neighbour(rows, "a", -1)).toBe("a");
  expect(neighbour(rows, "b", 1)).toBe("c");
  expect(neighbour(rows, null, 1)).toBe("a");
  expect(neighbour([], null, 1)).toBeNull();
});

test("compared is with what readers see, else with what was commented on, else with nothing", () => {
  expect(baselineOf({ current_version: 5, published_version: 3 }, [{ version: 4 }])).toMatchObject({ version: 3 });
  expect(baselineOf({ current_version: 5, published_version: null }, [{ version: 2 }, { version: 4 }, { version: 5 }])).toMatchObject({ version: 4 });
  expect(baselineOf({ current_version: 1, published_version: null }, [{ version: 1 }])).toBeNull();
  expect(baselineOf({ current_version: 3, published_version: 3 }, [])).toBeNull();
});
