import { count } from "@/shared/lib/format";
import { INTENT, PAGE_ROLE, wordOf } from "@/shared/lib/words";

import type { MapNode } from "../../api/clusters";
import type { Bubble } from "./layout";
import type { Size, View } from "./view";

/** What one bubble stands for. */
export function factsOf(node: MapNode): string[] {
  return [
    node.total_volume === null ? "volume not known" : `${count(node.total_volume, "search")} a month`,
    count(node.keyword_count, "keyword"),
    node.intent === "" ? "intent not known" : wordOf(INTENT, node.intent).label.toLowerCase(),
    ...(node.role === "pillar" ? [wordOf(PAGE_ROLE, node.role).label.toLowerCase()] : []),
    node.is_covered ? "has a page" : "no page yet",
  ];
}

const WIDTH = 224;

/** Beside the bubble, inside the map. */
export function BubbleTip({ bubble: { node, ...place }, view, size }: { bubble: Bubble; view: View; size: Size }) {
  const [x, y, r] = [place.x * view.scale + view.x, place.y * view.scale + view.y, place.r * view.scale];
  const left = Math.min(Math.max(4, x - WIDTH / 2), Math.max(4, size.width - WIDTH - 4));
  const isBelow = y - r < 84;
  const [first, ...rest] = factsOf(node);
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute rounded-md bg-text px-2.5 py-1.5 text-xs text-pretty text-surface shadow-(--shadow-float)"
      style={{ left, width: WIDTH, ...(isBelow ? { top: Math.min(size.height - 70, Math.max(4, y + r + 8)) } : { bottom: Math.min(size.height - 70, size.height - (y - r) + 8) }) }}
    >
      <p className="font-semibold">{node.name}</p>
      <p className="tabular">{first}</p>
      <p className="opacity-85">{rest.join(" · ")}</p>
    </div>
  );
}
