import { useSites } from "@/shared/entities/site";
import { urlChoice, urlText, useUrlState } from "@/shared/hooks/use-url-state";

import type { Scope } from "../api/prompts";

const URL_SCHEMA = { scope: urlChoice(["account", "site"], "account"), site_id: urlText() };

export interface ScopeState {
  scope: Scope;
  siteName: string | null;
  /** The query string that keeps the scope on other pages of the prompts. */
  search: string;
  set: (scope: Scope) => void;
}

/** Whose prompts are shown: the account's, or those of one site. In the address. */
export function useScope(): ScopeState {
  const [url, set] = useUrlState(URL_SCHEMA);
  const { data: sites } = useSites();
  const site = url.scope === "site" ? (sites?.find((one) => one.id === url.site_id) ?? (url.site_id === "" ? sites?.[0] : undefined)) : undefined;
  // An id that is in the address is asked for even when it is not in the list: the server says what is wrong with it.
  const scope = url.scope === "account" ? null : (site?.id ?? (url.site_id || null));
  return {
    scope,
    siteName: site?.name ?? null,
    search: scope === null ? "" : `?scope=site&site_id=${scope}`,
    set: (next) => set(next === null ? { scope: "account", site_id: "" } : { scope: "site", site_id: next }),
  };
}
