/** The gallery: images by the content they belong to, and what is missing. Pure. */
import { type Image, imagePath } from "../api/images";

export interface Group {
  contentId: string;
  title: string;
  images: Image[];
}

const ORDER: Record<Image["role"], number> = { featured: 0, in_article: 1, social: 2 };

/** In the order the contents come; featured first, then as they stand in the text. */
export function byContent(images: readonly Image[]): Group[] {
  const groups = new Map<string, Group>();
  for (const image of images) {
    const group = groups.get(image.content_id) ?? { contentId: image.content_id, title: image.content_title ?? "A text that is gone", images: [] };
    group.images.push(image);
    groups.set(image.content_id, group);
  }
  for (const group of groups.values()) group.images.sort((a, b) => ORDER[a.role] - ORDER[b.role] || a.position - b.position);
  return [...groups.values()];
}

/** The file of an image; made anew it has the same address, so that what is in it is named behind the hash. */
export function versionedPath(image: Pick<Image, "id" | "sha256">): string {
  return `${imagePath(image.id)}#${image.sha256.slice(0, 16)}`;
}

/** No alternative text, or only the article's title, which says nothing of the picture. */
export function lacksAlt(image: Pick<Image, "alt_text" | "content_title">): boolean {
  const alt = image.alt_text.trim();
  return alt === "" || alt.toLowerCase() === image.content_title?.trim().toLowerCase();
}

/** The image at the other end of an arrow key in a grid that wraps as it likes: by where the pictures really are. */
export function neighbourOf(places: readonly { left: number; top: number; width: number }[], from: number, key: string): number {
  const here = places[from];
  if (here === undefined) return from;
  if (key === "ArrowLeft") return Math.max(0, from - 1);
  if (key === "ArrowRight") return Math.min(places.length - 1, from + 1);
  if (key === "Home") return 0;
  if (key === "End") return places.length - 1;
  if (key !== "ArrowUp" && key !== "ArrowDown") return from;
  const sign = key === "ArrowDown" ? 1 : -1;
  const middle = here.left + here.width / 2;
  let best = from;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [index, place] of places.entries()) {
    const rows = (place.top - here.top) * sign;
    if (rows <= 4) continue; // the same row
    const distance = rows * 10 + Math.abs(place.left + place.width / 2 - middle);
    if (distance < nearest) {
      nearest = distance;
      best = index;
    }
  }
  return best;
}
