import { api, page, type Schema } from "@/shared/api/client";
import { addDays, instantOf } from "@/shared/lib/zone";

export type AuditEntry = Schema<"AuditEntryOut">;

export const auditKeys = { all: ["audit-log"] as const };

/**
 * One page. Days of the filter are days where the reader is; the API wants moments.
 *
 * @param zone IANA name
 */
export function fetchAudit({ day_from, day_to, ...query }: Record<string, string>, zone: string, signal: AbortSignal) {
  const span = {
    ...(day_from ? { created_after: instantOf(zone, day_from, "00:00").toISOString() } : {}),
    ...(day_to ? { created_before: instantOf(zone, addDays(day_to, 1), "00:00").toISOString() } : {}),
  };
  return page(api.GET("/api/v1/system/audit-log/", { params: { query: { ...query, ...span } }, signal }));
}
