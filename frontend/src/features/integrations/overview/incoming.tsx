import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";

import { Can, useRole } from "@/shared/entities/me";
import { atLeast } from "@/shared/lib/roles";
import { Button } from "@/shared/ui/button";
import { PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { useChangeIntegration, useRefreshStructure } from "../api/changes";
import { type Integration, type Structure, structureQuery } from "../api/integrations";
import { changedConfig } from "../types/config";
import { isConnected } from "../types/state";
import { PostTypeChoice } from "./post-types";

/** What is brought in from the website. */
export function Incoming({ row }: { row: Integration }) {
  const query = useQuery(structureQuery(row.site_id, row.id));
  const refresh = useRefreshStructure(row.site_id, row.id);
  return (
    <PageSection
      title="What comes in"
      description="Texts of these types become content here, with their categories and tags. Changes made there come in as versions."
      actions={
        isConnected(row) ? (
          <Can role="editor">
            <Button size="sm" icon={RefreshCw} loading={refresh.isPending} onClick={() => refresh.mutate(undefined, { onError: (error) => toastError(error), onSuccess: () => toast.success("The website's types are up to date.") })}>
              Read the types again
            </Button>
          </Can>
        ) : null
      }
    >
      <QueryState
        query={query}
        skeleton={<SkeletonRows rows={3} columns={2} />}
        isEmpty={(structure) => structure.post_types.length === 0}
        empty={<p className="rounded-lg border border-dashed px-4 py-6 text-center text-muted">The website has not been asked yet what it is made of. The first synchronisation does it.</p>}
      >
        {(structure) => <Choice key={row.config.post_types.join()} row={row} structure={structure} />}
      </QueryState>
    </PageSection>
  );
}

function Choice({ row, structure }: { row: Integration; structure: Structure }) {
  const stored = row.config.post_types;
  const [types, setTypes] = useState<string[]>([...stored]);
  const change = useChangeIntegration(row.site_id, row.id);
  const isAdmin = atLeast(useRole(), "admin");
  const isChanged = [...types].sort().join() !== [...stored].sort().join();
  const save = () =>
    change.mutate(
      { config: changedConfig(row, { post_types: types }) },
      { onError: (error) => toastError(error), onSuccess: () => toast.success("Saved.", { description: "A synchronisation of everything brings in what was not looked at before." }) },
    );
  return (
    <div className="grid gap-3">
      <PostTypeChoice structure={structure} value={types} onChange={setTypes} disabled={!isAdmin} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted">
          As the website told <Time value={structure.updated_at} />.
        </p>
        {isAdmin && isChanged ? (
          <span className="flex gap-2">
            <Button onClick={() => setTypes([...stored])}>Undo</Button>
            <Button variant="primary" loading={change.isPending} onClick={save}>
              Save types
            </Button>
          </span>
        ) : null}
      </div>
    </div>
  );
}
