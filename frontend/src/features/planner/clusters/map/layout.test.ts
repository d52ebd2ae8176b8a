import { describe, expect, it } from "vitest";

import type { MapNode } from "../../api/clusters";
import { fill } from "./draw";
import { finding } from "./finding";
import { bubbleAt, layOut, nextBubble, radiusOf, UNKNOWN } from "./layout";
import { fitted, zoomed } from "./view";

function nodes(count: number, pillars: number): MapNode[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `c${String(at).padStart(4, "0")}`,
    name: `Cluster ${at}`,
    role: at < pillars ? "pillar" : "spoke",
    intent: "informational",
    keyword_count: 3,
    total_volume: at % 9 === 8 ? null : ((at * 7919) % 5000) + 10,
    sector_id: "s",
    pillar_id: at < pillars || at % 10 === 0 ? null : `c${String(at % pillars).padStart(4, "0")}`,
    is_locked: false,
    is_covered: at % 3 === 0,
  }));
}

describe("the map's layout", () => {
  it.each([[22, 1, 2.2], [300, 9, 1.8], [2000, 30, 2]])("places %i clusters without overlap and within its bounds", (count, pillars, aspect) => {
    const { bubbles, width, height } = layOut(nodes(count, pillars), aspect);
    expect(bubbles).toHaveLength(count);
    for (const { x, y, r } of bubbles) {
      expect(x - r).toBeGreaterThanOrEqual(0);
      expect(y - r).toBeGreaterThanOrEqual(0);
      expect(x + r).toBeLessThanOrEqual(width);
      expect(y + r).toBeLessThanOrEqual(height);
    }
    let worst = 0;
    for (const [at, one] of bubbles.entries()) for (const two of bubbles.slice(at + 1)) worst = Math.max(worst, one.r + two.r - Math.hypot(one.x - two.x, one.y - two.y));
    expect(worst).toBeLessThan(0.01);
  });

  it("comes out the same whatever order the clusters arrive in", () => {
    const some = nodes(200, 5);
    const place = (list: readonly MapNode[]) => new Map(layOut(list, 2).bubbles.map(({ node, x, y }) => [node.id, [x, y]]));
    expect(place([...some].reverse())).toEqual(place(some));
  });

  it("keeps every spoke inside the ring of its pillar", () => {
    const { bubbles, rings } = layOut(nodes(120, 4), 2);
    expect(rings).toHaveLength(4);
    for (const { node, x, y, r } of bubbles) {
      const ring = rings.find((one) => one.pillarId === node.pillar_id);
      if (ring) expect(Math.hypot(x - ring.x, y - ring.y) + r).toBeLessThanOrEqual(ring.r + 0.01);
    }
  });

  it("gives area by volume, and a size of its own to the unknown", () => {
    expect(radiusOf(null, 1000)).toBe(UNKNOWN);
    expect(radiusOf(1000, 1000)).toBeGreaterThan(radiusOf(250, 1000));
    expect(radiusOf(0, 1000)).toBeGreaterThan(UNKNOWN);
  });

  it("finds the bubble under the pointer and the next one by arrow key", () => {
    const { bubbles } = layOut(nodes(60, 3), 2);
    const [first] = bubbles;
    if (first === undefined) throw new Error("no bubbles");
    expect(bubbleAt(bubbles, first.x, first.y)?.node.id).toBe(first.node.id);
    expect(bubbleAt(bubbles, -500, -500)).toBeUndefined();
    const next = nextBubble(bubbles, first, "right");
    expect(next === first || (next?.x ?? 0) > first.x).toBe(true);
  });
});

it("shows the whole map at first and keeps the place under the pointer while zooming", () => {
  const layout = layOut(nodes(80, 4), 2);
  const size = { width: 1000, height: 500 };
  const view = fitted(layout, size);
  expect(layout.width * view.scale).toBeLessThanOrEqual(1000.01);
  expect(layout.height * view.scale).toBeLessThanOrEqual(500.01);
  const at = { x: 400, y: 250 };
  const near = zoomed(view, 2, at, layout, size);
  expect((at.x - near.x) / near.scale).toBeCloseTo((at.x - view.x) / view.scale);
});

it("says what has no page yet", () => {
  expect(finding(nodes(3, 1))).toBe("2 clusters with 3,777 searches a month have no page yet");
  expect(finding(nodes(3, 1).map((node) => ({ ...node, is_covered: true })))).toBe("All 3 clusters have a page");
  expect(finding([])).toBe("There are no clusters yet");
});

it("breaks a label into the lines there are, or leaves it out", () => {
  const fits = (text: string) => text.length <= 8;
  expect(fill(["cold", "brew", "coffee"], 3, fits)).toEqual(["cold", "brew", "coffee"]);
  expect(fill(["cold", "brew", "coffee"], 2, fits)).toBeNull();
  expect(fill(["extraordinarily"], 3, fits)).toBeNull();
});
