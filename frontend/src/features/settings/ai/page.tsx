import { useQuery } from "@tanstack/react-query";
import { Plug, Plus } from "lucide-react";
import { useState } from "react";

import { urlFlag, useUrlState } from "@/shared/hooks/use-url-state";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";

import { type Provider, providersQuery } from "../api/providers";
import { SettingsPage } from "../components/settings-page";
import { ModelNow } from "./model-now";
import { ProviderDialog } from "./provider-dialog";
import { ProviderRow } from "./provider-row";

const URL_SCHEMA = { new: urlFlag() };

export function AiPage() {
  const query = useQuery({ ...providersQuery() });
  const [{ new: isNew }, set] = useUrlState(URL_SCHEMA);
  const [edited, setEdited] = useState<Provider | null>(null);
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => set({ new: true })}>
      Add provider
    </Button>
  );
  return (
    <SettingsPage title="AI" role="admin" description="Which models write, draw and compare for this account." className="max-w-4xl gap-8" actions={query.data?.length ? add : null}>
      <ModelNow providers={query.data} />
      <PageSection title="Your providers" description="With a provider of your own, its models do the work and it sends you the bill. Credits are charged all the same, for everything around it.">
        <QueryState
          query={query}
          skeleton={<SkeletonRows rows={2} columns={3} />}
          empty={<EmptyState compact icon={Plug} title="No provider of your own" body="Connect OpenAI, any server that speaks its protocol, or Runware for images. Keys are encrypted and never shown again." action={add} />}
        >
          {(rows) => (
            <ul className="divide-y rounded-lg border bg-surface">
              {rows.map((row) => (
                <ProviderRow key={row.id} row={row} onEdit={() => setEdited(row)} />
              ))}
            </ul>
          )}
        </QueryState>
      </PageSection>
      {isNew ? <ProviderDialog row={null} onClose={() => set({ new: false }, { replace: true })} /> : null}
      {edited ? <ProviderDialog key={edited.id} row={edited} onClose={() => setEdited(null)} /> : null}
    </SettingsPage>
  );
}
