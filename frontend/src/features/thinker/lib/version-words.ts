import type { Prompt, Scope } from "../api/prompts";

/** Which text a run gets now: whose it is, and its version. */
export interface ActiveText {
  owner: "default" | "account" | "site";
  label: string;
  version: string;
}

/** Of a label such as `default-1`, `account-v3` and `site-v2`. */
export function activeText(prompt: Pick<Prompt, "active_version">): ActiveText {
  const [owner = "", version = ""] = prompt.active_version.split("-v");
  if (owner === "account") return { owner, label: "The account's own", version };
  if (owner === "site") return { owner, label: "This site's own", version };
  return { owner: "default", label: "Default", version: prompt.active_version.replace(/^default-/, "") };
}

/** The scope's own version that is switched on, whether or not it can be used. */
export function ownVersion(prompt: Prompt, scope: Scope) {
  return scope === null ? prompt.account_override : prompt.site_override;
}

/** What the editor begins with: the own text, also a broken one, so that it can be mended; else what is in use. */
export function startText(prompt: Prompt, scope: Scope): string {
  return ownVersion(prompt, scope)?.body ?? prompt.active_text;
}
