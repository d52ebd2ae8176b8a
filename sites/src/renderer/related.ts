import type { Post, Section, Site } from "../site/model.ts";

const SHOWN = 3;
/** Neighbours looked at in each category: enough to choose from, and constant however large the category is. */
const WINDOW = 12;

/**
 * Chooses what to read next: posts of the same categories that share most categories and tags, nearest in time first.
 * Nearness instead of newness spreads the links over the whole archive.
 */
export function createRelated(site: Site): (post: Post) => Post[] {
  const positions = new Map<Section, Map<Post, number>>(
    site.categories.map((category) => [category, new Map(category.posts.map((post, index) => [post, index]))]),
  );
  return (post) => {
    const candidates = new Map<Post, { shared: number; distance: number }>();
    const topics = new Set<Section>([...post.categories, ...post.tags]);
    for (const category of post.categories) {
      const at = positions.get(category)?.get(post) ?? 0;
      category.posts.slice(Math.max(0, at - WINDOW), at + WINDOW + 1).forEach((other, index) => {
        if (other === post) return;
        const shared = [...other.categories, ...other.tags].filter((topic) => topics.has(topic)).length;
        candidates.set(other, { shared, distance: Math.abs(Math.max(0, at - WINDOW) + index - at) });
      });
    }
    return [...candidates]
      .sort(([, a], [, b]) => b.shared - a.shared || a.distance - b.distance)
      .slice(0, SHOWN)
      .map(([other]) => other);
  };
}
