import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";

import { useSites } from "@/shared/entities/site";
import { urlFlag, useUrlState } from "@/shared/hooks/use-url-state";
import { count } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";

import { apiKeysQuery, type NewApiKey } from "../api/keys";
import { SettingsPage } from "../components/settings-page";
import { CreateDialog } from "./create-dialog";
import { KeyOnce } from "./key-once";
import { KeyTable } from "./key-table";
import { stateOf } from "./key-words";

const URL_SCHEMA = { new: urlFlag(), ended: urlFlag() };

export function ApiKeysPage() {
  const query = useQuery(apiKeysQuery());
  const { data: sites } = useSites();
  const [url, set] = useUrlState(URL_SCHEMA);
  const [now] = useState(() => Date.now());
  // The only place the key itself is ever in: gone when its dialog closes.
  const [made, setMade] = useState<NewApiKey | null>(null);
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => set({ new: true })}>
      New API key
    </Button>
  );
  return (
    <SettingsPage title="API keys" role="admin" description="A key lets a program speak for one site: the WordPress plugin, or a script of yours. People sign in instead." className="max-w-5xl" actions={query.data?.length ? add : null}>
      <QueryState
        query={query}
        skeleton={<SkeletonRows rows={3} columns={4} />}
        empty={<EmptyState icon={KeyRound} title="No API key yet" body="Make one for the WordPress plugin and paste it into its settings. It is shown once." action={add} />}
      >
        {(keys) => {
          const ended = keys.filter((key) => stateOf(key, now) !== "live");
          return (
            <>
              <KeyTable keys={url.ended ? keys : keys.filter((key) => !ended.includes(key))} now={now} onMade={setMade} />
              {ended.length > 0 ? (
                <div>
                  <Button variant="link" aria-expanded={url.ended} onClick={() => set({ ended: !url.ended })}>
                    {url.ended ? "Hide the ended ones" : `Show ${count(ended.length, "API key")} that ended`}
                  </Button>
                </div>
              ) : null}
            </>
          );
        }}
      </QueryState>
      {url.new && sites ? (
        <CreateDialog
          sites={sites.filter((site) => site.status !== "archived")}
          onClose={() => set({ new: false }, { replace: true })}
          onMade={(key) => {
            set({ new: false }, { replace: true });
            setMade(key);
          }}
        />
      ) : null}
      {made ? <KeyOnce made={made} onClose={() => setMade(null)} /> : null}
    </SettingsPage>
  );
}
