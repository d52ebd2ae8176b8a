/** How a connection is, in words. */
import type { Tone } from "@/shared/lib/words";

import type { Integration } from "../api/integrations";

export type ConnectionState = "unfinished" | "disconnected" | "off" | "broken" | "failing" | "running" | "paused" | "fresh" | "healthy";

export interface StateWord {
  label: string;
  tone: Tone;
  /** One sentence. */
  explain: string;
}

const WORDS: Record<ConnectionState, StateWord> = {
  unfinished: { label: "Not connected yet", tone: "warning", explain: "The address is known, and nothing to sign in with." },
  disconnected: { label: "Disconnected", tone: "warning", explain: "There is nothing left to sign in with. What came in stays here." },
  off: { label: "Switched off", tone: "neutral", explain: "Nothing is published to it and nothing comes in." },
  broken: { label: "Needs attention", tone: "danger", explain: "Somebody has to do something before it works again." },
  failing: { label: "Trying again", tone: "warning", explain: "The last synchronisation failed. It is tried again by itself." },
  running: { label: "Synchronising", tone: "info", explain: "Changes are coming in now." },
  paused: { label: "Paused", tone: "neutral", explain: "Publishing works, and changes made there do not come in." },
  fresh: { label: "Connected", tone: "info", explain: "Nothing has come in yet." },
  healthy: { label: "Connected", tone: "success", explain: "Both sides agree, or know what they do not agree on." },
};

type Facts = Pick<Integration, "has_bridge" | "has_app_password" | "is_active" | "sync_enabled" | "sync_status" | "last_sync_at">;

export function stateOf(row: Facts): ConnectionState {
  if (!isConnected(row)) return row.last_sync_at === null ? "unfinished" : "disconnected";
  if (!row.is_active) return "off";
  if (row.sync_status === "running") return "running";
  if (row.sync_status === "broken") return "broken";
  if (!row.sync_enabled) return row.last_sync_at === null ? "fresh" : "paused";
  if (row.sync_status === "failed") return "failing";
  return row.last_sync_at === null ? "fresh" : "healthy";
}

export function stateWord(row: Facts): StateWord {
  return WORDS[stateOf(row)];
}

/** There is something to sign in with. */
export function isConnected(row: Pick<Integration, "has_bridge" | "has_app_password">): boolean {
  return row.has_bridge || row.has_app_password;
}

/** The set-up has steps left: nothing to sign in with, or nothing was ever brought in. */
export function isUnfinished(row: Facts): boolean {
  return !isConnected(row) || (row.last_sync_at === null && (!row.is_active || !row.sync_enabled));
}

/** A key pair of WooCommerce instead of a user with an application password. */
export function isShopKey(username: string): boolean {
  return /^ck_/i.test(username.trim());
}

export function connectedBy(row: Pick<Integration, "has_bridge" | "has_app_password" | "username">): string {
  const password = isShopKey(row.username) ? "the key pair of WooCommerce" : `the application password of ${row.username}`;
  if (row.has_bridge && row.has_app_password) return `The IGNY8 plugin and ${password}`;
  if (row.has_bridge) return "The IGNY8 plugin";
  return row.has_app_password ? password.replace("the", "The") : "Nothing";
}

/** An address without what every address has. */
export function shownAddress(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
