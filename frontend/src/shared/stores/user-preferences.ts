/**
 * What somebody has set up to their liking: widths, columns, views. Kept on this device and with their account.
 *
 * The device is asked first, so nothing jumps when the account answers; whichever was set last wins. Without a connection changes
 * wait on the device until there is one.
 */
import { create } from "zustand";

import { api, item } from "@/shared/api/client";
import { toApiError } from "@/shared/api/errors";
import { useSession } from "@/shared/api/session";

/** `t`: Date.now() when it was set. */
interface Entry {
  v: unknown;
  t: number;
}

interface UserPreferences {
  userId: string | null;
  entries: Readonly<Record<string, Entry>>;
  /** Names that the account does not have yet. */
  unsent: readonly string[];
  /** Take up a person's own, and what their account has. */
  enter: (userId: string, remote: Readonly<Record<string, unknown>>) => void;
  put: (name: string, value: unknown) => void;
}

type Stored = Pick<UserPreferences, "entries" | "unsent">;

const KEY = "igny8.preferences.";
const LAST = "igny8.preferences-of";
const WAIT_MS = 1500;
const RETRY_MS = 30_000;
let timer: ReturnType<typeof setTimeout> | undefined;

export const useUserPreferences = create<UserPreferences>()((set, get) => {
  const userId = readText(LAST);
  return {
    userId,
    ...load(userId),
    enter: (id, remote) => {
      const { entries, unsent } = merge(id === get().userId ? get() : load(id), remote);
      set({ userId: id, entries, unsent });
      save(get());
      if (unsent.length > 0) plan(WAIT_MS);
    },
    put: (name, value) => {
      const { entries, unsent } = get();
      set({ entries: { ...entries, [name]: { v: value, t: Date.now() } }, unsent: unsent.includes(name) ? unsent : [...unsent, name] });
      save(get());
      plan(WAIT_MS);
    },
  };
});

/** Of two values for one name the later one stands. */
export function merge(own: Stored, remote: Readonly<Record<string, unknown>>): Stored {
  const entries = { ...own.entries };
  const unsent = new Set(own.unsent);
  for (const [name, value] of Object.entries(remote)) {
    if (!isEntry(value)) continue;
    const mine = entries[name];
    if (mine === undefined || value.t > mine.t) entries[name] = value;
    if (mine === undefined || value.t >= mine.t) unsent.delete(name);
    else unsent.add(name);
  }
  return { entries, unsent: [...unsent] };
}

function plan(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void send(), ms);
}

async function send(): Promise<void> {
  const { userId, unsent, entries } = useUserPreferences.getState();
  if (unsent.length === 0 || useSession.getState().status !== "signed-in") return;
  const preferences = Object.fromEntries(unsent.map((name) => [name, entries[name]]));
  try {
    await item(api.PATCH("/api/v1/auth/me/", { body: { preferences } }));
  } catch (error) {
    if (toApiError(error).isPassing) {
      plan(RETRY_MS);
      return;
    }
    // A refusal will not become an acceptance; this device keeps what the account has no room for.
  }
  const now = useUserPreferences.getState();
  if (now.userId !== userId) return;
  // What was changed again meanwhile is sent again.
  useUserPreferences.setState({ unsent: now.unsent.filter((name) => now.entries[name] !== entries[name]) });
  save(useUserPreferences.getState());
  if (useUserPreferences.getState().unsent.length > 0) plan(WAIT_MS);
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && "v" in value && "t" in value && typeof value.t === "number";
}

function load(userId: string | null): Stored {
  const empty: Stored = { entries: {}, unsent: [] };
  const text = userId === null ? null : readText(KEY + userId);
  if (text === null) return empty;
  try {
    return { ...empty, ...(JSON.parse(text) as Partial<Stored>) };
  } catch {
    return empty;
  }
}

function readText(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function save({ userId, entries, unsent }: UserPreferences): void {
  if (userId === null) return;
  try {
    localStorage.setItem(KEY + userId, JSON.stringify({ entries, unsent } satisfies Stored));
    localStorage.setItem(LAST, userId);
  } catch {
    // Without storage they last until the page is closed.
  }
}

globalThis.addEventListener("online", () => plan(WAIT_MS));
// Another tab of the same person.
globalThis.addEventListener("storage", (event) => {
  const { userId } = useUserPreferences.getState();
  if (userId !== null && event.key === KEY + userId) useUserPreferences.setState(load(userId));
});
