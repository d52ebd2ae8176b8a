/** What the doctor found, sorted by how much it matters. */
import { dateTime } from "@/shared/lib/format";

import type { Check, Integration } from "../api/integrations";

export type CheckLook = "good" | "warning" | "fault";

/** Fine, and with a cure, is a warning: it works, and would work better. */
export function lookOf(check: Check): CheckLook {
  if (!check.ok) return "fault";
  return check.cure === "" ? "good" : "warning";
}

/** The look at the website itself, before anybody signs in. */
const OF_ADDRESS = new Set(["REACHABLE", "REST_API", "PERMALINKS", "PLAIN_PERMALINKS", "CLEAN_JSON", "HTML_BEFORE_JSON"]);
/** What is only wrong once somebody has connected. */
const OF_CONNECTION = new Set(["PLUGIN", "PLUGIN_ABSENT", "PLUGIN_INACTIVE", "PLUGIN_OLD", "PLUGIN_CLOSED", "BRIDGE", "BRIDGE_NOT_CONNECTED", "KEY_MISMATCH", "SIGNATURE_STRIPPED", "CREDENTIALS", "RIGHTS", "CLOCK"]);

/** The part of a diagnosis that an address alone is about. */
export function addressChecks(checks: readonly Check[]): Check[] {
  return checks.filter((check) => OF_ADDRESS.has(check.code) || (!check.ok && !OF_CONNECTION.has(check.code)));
}

export function hasFault(checks: readonly Check[]): boolean {
  return checks.some((check) => lookOf(check) === "fault");
}

/** The plugin answered, connected or not. */
export function hasPlugin(checks: readonly Check[]): boolean {
  return checks.some((check) => check.code === "PLUGIN" || check.code === "BRIDGE_NOT_CONNECTED");
}

/** What the plugin of this release would cure. */
export function needsPlugin(check: Pick<Check, "code">): boolean {
  return check.code === "PLUGIN_ABSENT" || check.code === "PLUGIN_OLD";
}

/** One sentence about all of it. */
export function verdict(checks: readonly Check[]): string {
  const faults = checks.filter((check) => lookOf(check) === "fault").length;
  const warnings = checks.filter((check) => lookOf(check) === "warning").length;
  if (faults > 0) return faults === 1 ? "One thing keeps the connection from working." : `${faults} things keep the connection from working.`;
  if (warnings > 0) return warnings === 1 ? "It works. One thing could be better." : `It works. ${warnings} things could be better.`;
  return "Everything works.";
}

const MARKS: Record<CheckLook, string> = { good: "[ok]", warning: "[note]", fault: "[fault]" };

/** For a ticket or a mail to the hosting company; holds no secret. */
export function reportText(row: Pick<Integration, "base_url" | "rest_url" | "plugin">, checks: readonly Check[], checkedAt: string | null): string {
  const versions = [row.plugin.wordpress && `WordPress ${row.plugin.wordpress}`, row.plugin.version && `IGNY8 plugin ${row.plugin.version}`, row.plugin.php && `PHP ${row.plugin.php}`].filter(Boolean);
  return [
    `Connection of IGNY8 with ${row.base_url}`,
    checkedAt === null ? "" : `Looked at ${dateTime(checkedAt, "UTC", { seconds: true })} UTC`,
    row.rest_url === "" ? "" : `REST API: ${row.rest_url}`,
    versions.join(", "),
    "",
    ...checks.map((check) => [`${MARKS[lookOf(check)]} ${check.sentence}`, check.cure === "" ? "" : `  ${check.cure}`].filter(Boolean).join("\n")),
  ]
    .filter((line, at) => line !== "" || at === 4)
    .join("\n");
}
