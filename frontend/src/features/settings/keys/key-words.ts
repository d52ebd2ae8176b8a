import type { ApiKey, Scope } from "../api/keys";

export const SCOPES: Record<Scope, { label: string; hint: string }> = {
  "site:read": { label: "Read the site", hint: "Its name, address and settings." },
  "site:write": { label: "Change the site", hint: "Its settings, and what a plugin reports about it." },
  "content:read": { label: "Read content", hint: "Texts and images that are to be published." },
  "content:write": { label: "Change content", hint: "Texts and images, and what became of them at the site." },
};

export const ALL_SCOPES = Object.keys(SCOPES) as Scope[];

/** "Everything", or what it may do, in words. */
export function scopeWords(scopes: readonly string[]): string {
  if (ALL_SCOPES.every((scope) => scopes.includes(scope))) return "Everything on this site";
  return scopes.map((scope) => (SCOPES as Record<string, { label: string } | undefined>)[scope]?.label ?? scope).join(", ");
}

export type KeyState = "live" | "expired" | "revoked";

export function stateOf(key: ApiKey, now: number): KeyState {
  if (key.revoked_at !== null) return "revoked";
  return key.expires_at !== null && new Date(key.expires_at).getTime() <= now ? "expired" : "live";
}

export const LIFETIMES = [
  { value: "", label: "Never", days: null },
  { value: "30", label: "In 30 days", days: 30 },
  { value: "90", label: "In 90 days", days: 90 },
  { value: "365", label: "In a year", days: 365 },
] as const;

export type Lifetime = (typeof LIFETIMES)[number]["value"];

export function endOf(lifetime: Lifetime, now: Date): string | null {
  const days = LIFETIMES.find((one) => one.value === lifetime)?.days ?? null;
  return days === null ? null : new Date(now.getTime() + days * 86_400_000).toISOString();
}
