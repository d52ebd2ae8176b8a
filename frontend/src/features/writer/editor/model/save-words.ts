import type { SaveState } from "./autosave";

/** What the state of saving says, for `now` in milliseconds. Short: it stands in the page's head. */
export function saveWords(state: SaveState, now: number): string {
  const kept = state.isKept ? "kept on this device" : "not kept anywhere: keep this page open";
  switch (state.phase) {
    case "saving":
      return "Saving";
    case "dirty":
      return "Not saved yet";
    case "offline":
      return state.error?.kind === "offline" || state.error?.kind === "unavailable" ? `Not saved: no connection, ${kept}` : `Not saved: the server is busy, ${kept}`;
    case "expired":
      return `Not saved: you are signed out, ${kept}`;
    case "conflict":
      return `Not saved: changed by somebody else, ${kept}`;
    case "refused":
      return `Not saved, ${kept}`;
    case "saved":
      return state.savedAt === null ? "Saved" : `Saved ${ago(now - state.savedAt)}`;
  }
}

function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 2) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min ago`;
  return `${Math.round(minutes / 60)} h ago`;
}
