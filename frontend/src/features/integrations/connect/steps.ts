/** The steps of connecting a WordPress: what this browser remembers between two visits, and how one leads to the next. */

export const STEPS = ["Address", "Way", "Sign in", "Check", "First synchronisation"] as const;

export type Step = "address" | "way" | "connect" | "check" | "sync";
export type Way = "plugin" | "password";

const ORDER: readonly Step[] = ["address", "way", "connect", "check", "sync"];

/** Holds no secret: a key is shown once and lives in the page only. */
export interface Draft {
  step: Step;
  way: Way | null;
  /** When the plugin's key was made, by the server's clock. */
  keyMadeAt: string | null;
  /** Connecting again: only a plugin that says hello after this moment is news. */
  after: string | null;
  /** The first synchronisation, once it was asked for. */
  runId: string | null;
}

export const EMPTY: Draft = { step: "address", way: null, keyMadeAt: null, after: null, runId: null };

export type Action =
  | { type: "addressed" }
  | { type: "chose"; way: Way }
  | { type: "again"; way: Way; after: string | null }
  | { type: "keyed"; at: string }
  | { type: "connected" }
  | { type: "checked" }
  | { type: "started"; runId: string }
  | { type: "back" };

export function reduce(draft: Draft, action: Action): Draft {
  switch (action.type) {
    case "addressed":
      return { ...draft, step: draft.way === null ? "way" : "connect" };
    case "chose":
      return { ...draft, way: action.way, step: "connect" };
    case "again":
      return { ...EMPTY, step: "connect", way: action.way, after: action.after };
    case "keyed":
      return { ...draft, keyMadeAt: action.at };
    case "connected":
      return { ...draft, step: "check" };
    case "checked":
      return { ...draft, step: "sync" };
    case "started":
      return { ...draft, step: "sync", runId: action.runId };
    case "back": {
      const before = ORDER[placeOf(draft.step) - 1] ?? "address";
      // A way that was chosen is asked for again, not skipped.
      return { ...draft, step: before, ...(before === "way" ? { way: null } : {}) };
    }
  }
}

export function placeOf(step: Step): number {
  return ORDER.indexOf(step);
}

interface Known {
  isConnected: boolean;
  wasSynchronised: boolean;
}

/**
 * Where somebody goes on who comes back, by what the server knows meanwhile.
 *
 * @param row the connection of the site; null when there is none
 * @returns null when there is nothing left to do
 */
export function resume(draft: Draft, row: Known | null): Draft | null {
  if (row === null) return EMPTY;
  const place = placeOf(draft.step);
  if (!row.isConnected) return place > placeOf("connect") ? { ...draft, step: draft.way === null ? "way" : "connect", runId: null } : draft;
  if (place > placeOf("connect")) return draft;
  // Connecting once more is asked for; else what was connected elsewhere is checked next.
  if (draft.after !== null) return draft;
  return row.wasSynchronised ? null : { ...draft, step: "check" };
}

/** Whether the plugin has connected since. */
export function saidHello(row: { has_bridge: boolean; connected_at: string | null }, after: string | null): boolean {
  if (!row.has_bridge || row.connected_at === null) return false;
  return after === null || Date.parse(row.connected_at) > Date.parse(after);
}

export function isDraft(stored: unknown): stored is Draft {
  if (typeof stored !== "object" || stored === null) return false;
  const { step, way, keyMadeAt, after, runId } = stored as Record<string, unknown>;
  const isText = (value: unknown) => value === null || typeof value === "string";
  return ORDER.includes(step as Step) && (way === null || way === "plugin" || way === "password") && isText(keyMadeAt) && isText(after) && isText(runId);
}
