/** A deployment in words. Pure. */
import type { Deployment } from "../api/deployments";

const REASONS: Record<string, string> = {
  "asked for": "Somebody asked for it",
  publish: "Articles were published",
  unpublish: "Articles were taken down",
};

export function reasonWords(reason: string): string {
  if (reason === "") return "No reason noted";
  return REASONS[reason] ?? reason.charAt(0).toUpperCase() + reason.slice(1);
}

/** Whether this version can be served again. */
export function canRollBack(one: Pick<Deployment, "status">): boolean {
  return one.status === "superseded";
}

/** What bringing a version back does, in sentences, before it is done. */
export function rollBackWords(to: Pick<Deployment, "version" | "pages">, live: Pick<Deployment, "version" | "pages"> | undefined): string {
  const first = live ? `Visitors see version ${String(to.version)} (${pagesOf(to.pages)}) instead of version ${String(live.version)} (${pagesOf(live.pages)}), at once.` : `Visitors see version ${String(to.version)} (${pagesOf(to.pages)}), at once.`;
  return `${first} Articles that were published after it are taken down, and no later deployment brings them back by itself.`;
}

function pagesOf(pages: number): string {
  return pages === 1 ? "1 page" : `${pages.toLocaleString("en")} pages`;
}
