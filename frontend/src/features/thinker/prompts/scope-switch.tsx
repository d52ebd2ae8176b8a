import { useNearestSite, useSites } from "@/shared/entities/site";
import { Combobox } from "@/shared/ui/combobox";
import { Segmented } from "@/shared/ui/segmented";

import type { ScopeState } from "./use-scope";

export function ScopeSwitch({ state }: { state: ScopeState }) {
  const { data: sites = [] } = useSites();
  const nearest = useNearestSite();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        aria-label="Whose prompts"
        value={state.scope === null ? "account" : "site"}
        onValueChange={(next) => state.set(next === "account" ? null : (nearest?.id ?? sites[0]?.id ?? null))}
        options={[
          { value: "account", label: "Account" },
          { value: "site", label: "One site", disabled: sites.length === 0 },
        ]}
      />
      {state.scope === null ? null : (
        <Combobox aria-label={`Site: ${state.siteName ?? "unknown"}`} className="w-56" value={state.scope} onValueChange={(value) => state.set(value)} options={sites.map((site) => ({ value: site.id, label: site.name }))} searchPlaceholder="Search sites" />
      )}
    </div>
  );
}
