/** A connection's settings: what comes in, what goes where. They are stored together, so each change sends all of them. */
import type { Schema } from "@/shared/api/client";

import type { Integration } from "../api/integrations";

export type ContentType = Schema<"ContentType">;
export type IntegrationConfig = Schema<"IntegrationConfigRequest">;
export type OnUnpublish = NonNullable<IntegrationConfig["on_unpublish"]>;

/** The whole of the settings with some of them changed. */
export function changedConfig(row: Pick<Integration, "config">, changes: IntegrationConfig): IntegrationConfig {
  const { config } = row;
  return { post_types: [...config.post_types], destinations: config.destinations, author_id: config.author_id, on_unpublish: config.on_unpublish, ...changes };
}
