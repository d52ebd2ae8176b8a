import { useSitePath } from "@/shared/entities/site";
import { Tabs } from "@/shared/ui/tabs";

import type { Integration } from "../api/integrations";

/** The pages of one connection. */
export function IntegrationTabs({ row }: { row: Integration }) {
  const path = useSitePath();
  const base = `settings/integrations/${row.id}`;
  return (
    <Tabs
      aria-label="Pages of the connection"
      items={[
        { value: "overview", label: "Overview", to: path(base), end: true },
        { value: "conflicts", label: "Conflicts", to: path(`${base}/conflicts`), count: row.waiting.conflicts },
        { value: "deletions", label: "Deletions", to: path(`${base}/deletions`), count: row.waiting.deletions },
        { value: "items", label: "Objects", to: path(`${base}/items`) },
        { value: "log", label: "Log", to: path(`${base}/log`) },
      ]}
    />
  );
}
