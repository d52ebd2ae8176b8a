/** Rows as the API sends them, for tests of this feature; each takes what matters to it. */
import type { Check, Integration, Structure, SyncRun } from "../api/integrations";

export function anIntegration(changes: Partial<Integration> = {}): Integration {
  return {
    id: "integration-1",
    site_id: "site-1",
    platform: "wordpress",
    platform_type: "",
    name: "Harbour magazine",
    base_url: "https://harbour.example",
    rest_url: "https://harbour.example/wp-json/",
    username: "",
    has_app_password: false,
    has_bridge: true,
    connected_at: "2026-03-04T12:00:00Z",
    is_active: true,
    sync_enabled: true,
    sync_status: "ok",
    sync_error: "",
    last_sync_at: "2026-03-04T12:05:00Z",
    next_sync_at: "2099-01-01T00:00:00Z",
    post_types: [],
    config: { post_types: [], destinations: {}, author_id: "", on_unpublish: "draft" },
    places: { post: "post", page: "page", service: "page", category: "category", taxonomy: "post_tag" },
    plugin: { version: "1.1.0", wordpress: "7.1", php: "8.4" },
    checks: [],
    checked_at: null,
    structure_at: null,
    waiting: { conflicts: 0, deletions: 0 },
    created_at: "2026-03-04T11:00:00Z",
    ...changes,
  };
}

export function aCheck(changes: Partial<Check> = {}): Check {
  return { code: "REACHABLE", ok: true, sentence: "The website answers.", cure: "", ...changes };
}

export function aSync(changes: Partial<SyncRun> = {}): SyncRun {
  return {
    id: "sync-1",
    site_id: "site-1",
    integration_id: "integration-1",
    kind: "full",
    trigger: "manual",
    status: "succeeded",
    total: 10,
    created: 0,
    updated: 0,
    unchanged: 10,
    conflicts: 0,
    tombstones: 0,
    failed: 0,
    pages: 1,
    error_kind: "",
    error_code: "",
    error: "",
    is_cancelled: false,
    not_before: "2026-03-04T12:00:00Z",
    started_at: "2026-03-04T12:00:00Z",
    finished_at: "2026-03-04T12:01:00Z",
    created_at: "2026-03-04T12:00:00Z",
    ...changes,
  };
}

export function aStructure(changes: Partial<Structure> = {}): Structure {
  const type = { is_hierarchical: false, supports: [], taxonomies: [] };
  return {
    updated_at: "2026-03-04T12:00:00Z",
    seo_plugin: "yoast",
    woocommerce: "",
    post_types: [
      { ...type, name: "post", label: "Posts", rest_base: "posts" },
      { ...type, name: "page", label: "Pages", rest_base: "pages" },
    ],
    taxonomies: [{ name: "category", label: "Categories", is_hierarchical: true, object_types: ["post"] }],
    authors: [],
    counts: { post: { publish: 12, draft: 3, trash: 4 }, page: { publish: 2 } },
    ...changes,
  };
}
