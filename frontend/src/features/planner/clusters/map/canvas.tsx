import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from "react";

import { useStable } from "@/shared/hooks/use-stable";
import { count } from "@/shared/lib/format";
import { useIsDark } from "@/shared/stores/view";
import { IconButton } from "@/shared/ui/button";

import type { MapNode } from "../../api/clusters";
import { draw, inkOf } from "./draw";
import { type Bubble, bubbleAt, type Direction, layOut, nextBubble } from "./layout";
import { fitted, panned, shown, type Size, type View, zoomed } from "./view";
import { BubbleTip, factsOf } from "./tip";

interface MapCanvasProps {
  nodes: readonly MapNode[];
  /** Ids that match what somebody searches; null without a search. */
  found: ReadonlySet<string> | null;
  opened: string;
  onPick: (id: string) => void;
}

const STEP = 1.35;
const ARROWS: Record<string, Direction> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const MOVED = 4;

/** The map itself. Drawn, so what it shows is said by the tooltip, by a live region, and by the table behind it. */
export function MapCanvas({ nodes, found, opened, onPick }: MapCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  // The shape it opened with: a panel beside it must not move every cluster to another place.
  const [aspect, setAspect] = useState(0);
  const layout = useMemo(() => (aspect === 0 ? null : layOut(nodes, aspect)), [nodes, aspect]);
  const [moved, setMoved] = useState<View | null>(null);
  const [hovered, setHovered] = useState<Bubble>();
  const [focused, setFocused] = useState<Bubble>();
  const [hasFocus, setHasFocus] = useState(false);
  const isDark = useIsDark();
  const help = useId();
  const view = useMemo(() => (layout === null ? { scale: 1, x: 0, y: 0 } : (moved ?? fitted(layout, size))), [layout, moved, size]);

  useEffect(() => {
    const node = box.current;
    if (node === null) return;
    const measure = () => {
      const [width, height] = [node.clientWidth, node.clientHeight];
      setSize({ width, height });
      if (height > 0) setAspect((known) => (known === 0 ? width / height : known));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  const active = hasFocus ? focused : undefined;
  useEffect(() => {
    const surface = canvas.current;
    const context = surface?.getContext("2d");
    if (!surface || !context || layout === null) return;
    const ratio = window.devicePixelRatio || 1;
    const frame = requestAnimationFrame(() => {
      const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
      if (surface.width !== width) surface.width = width;
      if (surface.height !== height) surface.height = height;
      draw(context, layout, view, size, { hovered: hovered?.node.id ?? "", focused: active?.node.id ?? "", opened, found }, inkOf(surface));
    });
    return () => cancelAnimationFrame(frame);
  }, [layout, view, size, hovered, active, opened, found, isDark]);

  const zoom = useStable((factor: number, at?: { x: number; y: number }) => {
    if (layout !== null) setMoved(zoomed(view, factor, at ?? { x: size.width / 2, y: size.height / 2 }, layout, size));
  });
  useEffect(() => {
    const node = box.current;
    if (node === null) return;
    // React's own listener may not keep the page from scrolling.
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = node.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0018)), { x: event.clientX - left, y: event.clientY - top });
    };
    node.addEventListener("wheel", wheel, { passive: false });
    return () => node.removeEventListener("wheel", wheel);
  }, [zoom]);

  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const travelled = useRef(0);
  const placeOf = (event: PointerEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const under = (at: { x: number; y: number }, slack = 3) => (layout === null ? undefined : bubbleAt(layout.bubbles, (at.x - view.x) / view.scale, (at.y - view.y) / view.scale, slack / view.scale));
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const at = placeOf(event);
    const before = pointers.current.get(event.pointerId);
    if (before === undefined || layout === null) {
      setHovered(under(at));
      return;
    }
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, at);
    travelled.current += Math.hypot(at.x - before.x, at.y - before.y);
    if (other !== undefined) {
      const [was, is] = [Math.hypot(before.x - other.x, before.y - other.y), Math.hypot(at.x - other.x, at.y - other.y)];
      if (was > 0) zoom(is / was, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
    } else if (travelled.current > MOVED) {
      setHovered(undefined);
      setMoved(panned(view, at.x - before.x, at.y - before.y, layout, size));
    }
  };
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    const wasDown = pointers.current.delete(event.pointerId);
    if (!wasDown || pointers.current.size > 0 || travelled.current > MOVED) return;
    const bubble = under(placeOf(event), event.pointerType === "touch" ? 12 : 3);
    if (bubble === undefined) return;
    setFocused(bubble);
    onPick(bubble.node.id);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (layout === null || event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = ARROWS[event.key];
    if (direction !== undefined && event.shiftKey) {
      const [dx, dy] = { left: [60, 0], right: [-60, 0], up: [0, 60], down: [0, -60] }[direction] as [number, number];
      setMoved(panned(view, dx, dy, layout, size));
    } else if (direction !== undefined) {
      const reachable = found === null ? layout.bubbles : layout.bubbles.filter((bubble) => found.has(bubble.node.id));
      const next = nextBubble(reachable, focused, direction);
      setFocused(next);
      if (next !== undefined) {
        const seen = shown(view, next, layout, size);
        if (seen !== view) setMoved(seen);
      }
    } else if ((event.key === "Enter" || event.key === " ") && focused !== undefined) onPick(focused.node.id);
    else if (event.key === "+" || event.key === "=") zoom(STEP);
    else if (event.key === "-") zoom(1 / STEP);
    else if (event.key === "0") setMoved(null);
    else return;
    event.preventDefault();
  };

  const tipped = hovered ?? active;
  return (
    <div className="relative h-full overflow-hidden rounded-lg border bg-surface">
      {/* The arrow keys walk over what is drawn; nothing in HTML does that. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the pointer's short way; keys and buttons do the same */}
      <div
        ref={box}
        role="application"
        aria-roledescription="map"
        aria-label={`Map of ${count(nodes.length, "cluster")}`}
        aria-describedby={help}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        className="absolute inset-0 cursor-grab touch-none focus-visible:-outline-offset-2 active:cursor-grabbing"
        style={hovered === undefined ? undefined : { cursor: "pointer" }}
        onFocus={() => {
          setHasFocus(true);
          if (focused === undefined && layout !== null) setFocused(nextBubble(layout.bubbles, undefined, "right"));
        }}
        onBlur={() => setHasFocus(false)}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.pointerType === "mouse" && event.button !== 0) return;
          pointers.current.set(event.pointerId, placeOf(event));
          if (pointers.current.size === 1) travelled.current = 0;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={(event) => pointers.current.delete(event.pointerId)}
        onPointerLeave={() => setHovered(undefined)}
        onDoubleClick={(event) => {
          const { left, top } = event.currentTarget.getBoundingClientRect();
          zoom(STEP * STEP, { x: event.clientX - left, y: event.clientY - top });
        }}
      >
        <canvas ref={canvas} className="block size-full" aria-hidden="true" />
      </div>
      <p id={help} className="sr-only">
        Arrow keys go from cluster to cluster, Enter opens one, plus and minus zoom, 0 shows all, Shift with an arrow key moves the map.
      </p>
      <p role="status" className="sr-only">
        {active === undefined ? "" : `${active.node.name}: ${factsOf(active.node).join(", ")}`}
      </p>
      {tipped === undefined || tipped.node.id === opened ? null : <BubbleTip bubble={tipped} view={view} size={size} />}
      <div className="absolute right-2 bottom-2 flex rounded-md border bg-raised">
        <IconButton size="sm" label="Zoom in" icon={ZoomIn} onClick={() => zoom(STEP)} />
        <IconButton size="sm" label="Zoom out" icon={ZoomOut} onClick={() => zoom(1 / STEP)} />
        <IconButton size="sm" label="Show the whole map" icon={Maximize} onClick={() => setMoved(null)} />
      </div>
    </div>
  );
}
