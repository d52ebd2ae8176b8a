/** The API key a plugin introduces itself with. */
import { api, item, page, type Schema } from "@/shared/api/client";
import { everyPage } from "@/shared/api/every-page";

export type NewApiKey = Schema<"NewApiKeyOut">;

/** What the plugin needs, and nothing beside it. */
const PLUGIN_SCOPES = ["site:read", "content:read", "content:write"] as const;
const LONGEST_NAME = 100;

/** The server knows the plugin's key by this beginning, and ends it with the connection. */
export function keyName(address: string): string {
  return `WordPress of ${address.replace(/^https?:\/\//, "")}`.slice(0, LONGEST_NAME);
}

/**
 * A key for the plugin of a site. A site has one live key of a name, so one that was made before is replaced; where it was never
 * used it ends, too, for nobody has it.
 */
export async function makePluginKey(siteId: string, address: string): Promise<NewApiKey> {
  const name = keyName(address);
  const keys = await everyPage((query) => page(api.GET("/api/v1/accounts/api-keys/", { params: { query } })));
  const known = keys.filter((key) => key.site_id === siteId && key.name === name && key.revoked_at === null);
  const latest = known[0];
  const made = latest
    ? await item(api.POST("/api/v1/accounts/api-keys/{id}/rotate/", { params: { path: { id: latest.id } } }))
    : await item(api.POST("/api/v1/accounts/api-keys/", { body: { site_id: siteId, name, scopes: [...PLUGIN_SCOPES] } }));
  await Promise.all(known.filter((key) => key.last_used_at === null).map((key) => api.DELETE("/api/v1/accounts/api-keys/{id}/", { params: { path: { id: key.id } } })));
  return made;
}
