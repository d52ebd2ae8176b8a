/** What part of the map is seen: `screen = map * scale + offset`. Pure. */
import type { Layout } from "./layout";

export interface View {
  scale: number;
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

const MOST = 8;

export function fitted(layout: Pick<Layout, "width" | "height">, size: Size): View {
  if (layout.width <= 0 || layout.height <= 0) return { scale: 1, x: 0, y: 0 };
  const scale = Math.min(size.width / layout.width, size.height / layout.height, 2.2);
  return { scale, x: (size.width - layout.width * scale) / 2, y: (size.height - layout.height * scale) / 2 };
}

/** Nearer or farther, with the place under the pointer where it is. */
export function zoomed(view: View, factor: number, at: { x: number; y: number }, layout: Layout, size: Size): View {
  const least = fitted(layout, size).scale * 0.7;
  const scale = Math.min(MOST, Math.max(least, view.scale * factor));
  const change = scale / view.scale;
  return kept({ scale, x: at.x - (at.x - view.x) * change, y: at.y - (at.y - view.y) * change }, layout, size);
}

export function panned(view: View, dx: number, dy: number, layout: Layout, size: Size): View {
  return kept({ ...view, x: view.x + dx, y: view.y + dy }, layout, size);
}

/** Centre a place if it is out of sight. */
export function shown(view: View, place: { x: number; y: number; r: number }, layout: Layout, size: Size): View {
  const [x, y, r] = [place.x * view.scale + view.x, place.y * view.scale + view.y, place.r * view.scale];
  const isSeen = x - r >= 0 && y - r >= 0 && x + r <= size.width && y + r <= size.height;
  return isSeen ? view : kept({ ...view, x: size.width / 2 - place.x * view.scale, y: size.height / 2 - place.y * view.scale }, layout, size);
}

/** The map cannot be pushed out of the window. */
function kept(view: View, layout: Layout, size: Size): View {
  const room = (length: number, mapped: number) => ({ least: Math.min(0, length - mapped) - length / 3, most: Math.max(0, length - mapped) + length / 3 });
  const [across, down] = [room(size.width, layout.width * view.scale), room(size.height, layout.height * view.scale)];
  return { ...view, x: Math.min(across.most, Math.max(across.least, view.x)), y: Math.min(down.most, Math.max(down.least, view.y)) };
}
