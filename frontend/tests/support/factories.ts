/** Rows as the API sends them, for tests; each takes what matters to it. */
import type { Schema } from "@/shared/api/client";

export function aMe(changes: Partial<Schema<"MeOut">> = {}): Schema<"MeOut"> {
  return {
    id: "user-1",
    email: "ada@example.org",
    name: "Ada Lovelace",
    role: "owner",
    email_verified_at: "2026-01-01T00:00:00Z",
    preferences: {},
    account: { id: "account-1", name: "Engines", slug: "engines", status: "active", timezone: "UTC" },
    ...changes,
  };
}

export function aSite(changes: Partial<Schema<"SiteOut">> = {}): Schema<"SiteOut"> {
  return {
    id: "site-1",
    name: "Home coffee",
    slug: "home-coffee",
    domain: "home-coffee.co",
    brand_voice: {},
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    hosting_type: "igny8_sites",
    industry_id: null,
    locale: "en",
    publish_policy: "review",
    seo: {},
    site_type: "new",
    status: "active",
    timezone: "UTC",
    ...changes,
  };
}

export function aRun(changes: Partial<Schema<"RunOut">> = {}): Schema<"RunOut"> {
  return {
    id: "run-1",
    function: "planning.auto_cluster",
    operation: "auto_cluster",
    title: "Cluster keywords",
    subject_title: "",
    site_id: "site-1",
    site_name: "Home coffee",
    user_id: "user-1",
    user_name: "Ada Lovelace",
    rule_id: null,
    batch_id: null,
    subject_id: null,
    status: "running",
    phase: "AI_CALL",
    progress_done: 0,
    progress_total: 0,
    message: "",
    counts: {},
    attempt: 1,
    max_attempts: 5,
    not_before: null,
    cancel_requested: false,
    credits_reserved: 10,
    credits_settled: 0,
    tokens_in: 0,
    tokens_out: 0,
    provider_cost_usd: 0,
    provider: "local",
    model: "",
    prompt_version: "1",
    request_id: "req-1",
    error_code: "",
    error: "",
    result: {},
    created_at: "2026-03-04T12:00:00Z",
    started_at: "2026-03-04T12:00:00Z",
    finished_at: null,
    ...changes,
  };
}

export const BALANCE: Schema<"BalanceOut"> = { available: 900, held: 10, is_low: false, last_grant: 1000, low_since: null };
