import { useQuery } from "@tanstack/react-query";
import { GitCompareArrows, History, Undo2 } from "lucide-react";

import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { EmptyState } from "@/shared/ui/empty-state";
import { PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { type Prompt, type PromptVersion, type Scope, useRollBack, versionsQuery } from "../api/prompts";
import { ownVersion } from "../lib/version-words";
import type { Side } from "./compare-dialog";

interface VersionsProps {
  prompt: Prompt;
  scope: Scope;
  canEdit: boolean;
  onCompare: (from: Side, to: Side) => void;
}

export function Versions({ prompt, scope, canEdit, onCompare }: VersionsProps) {
  const query = useQuery(versionsQuery(prompt.function, scope));
  return (
    <PageSection
      title="Versions"
      description="Every text that was ever saved here. Nothing is overwritten."
      actions={
        query.data?.length ? (
          <Button size="sm" icon={GitCompareArrows} onClick={() => onCompare("default", "active")}>
            Compare two
          </Button>
        ) : null
      }
    >
      <QueryState
        query={query}
        skeleton={<SkeletonRows rows={2} columns={3} />}
        empty={<EmptyState compact icon={History} title="No own version yet" body={scope === null ? "The default of IGNY8 is in use. The first text you save becomes version 1." : "The site takes the account's text. The first text you save for it becomes version 1."} />}
      >
        {(versions) => (
          <ol className="divide-y rounded-lg border bg-surface">
            {versions.map((version, index) => (
              <Row key={version.id} version={version} prompt={prompt} scope={scope} canEdit={canEdit} onCompare={() => onCompare(versions[index + 1]?.version ?? "default", version.version)} />
            ))}
          </ol>
        )}
      </QueryState>
    </PageSection>
  );
}

interface RowProps {
  version: PromptVersion;
  prompt: Prompt;
  scope: Scope;
  canEdit: boolean;
  onCompare: () => void;
}

function Row({ version, prompt, scope, canEdit, onCompare }: RowProps) {
  const confirm = useConfirm();
  const rollBack = useRollBack(prompt.function, scope);
  const isActive = ownVersion(prompt, scope)?.id === version.id;
  const ask = async () => {
    const isSure = await confirm({ title: `Put version ${version.version} back?`, body: "It is what the model is told from the next run on. The version in use now is kept and can be put back the same way.", confirm: "Put it back" });
    if (isSure) rollBack.mutate(version.version, { onSuccess: () => toast.success(`Version ${version.version} is in use again.`), onError: (error) => toastError(error) });
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="grid min-w-0 flex-1 basis-60 gap-0.5">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="tabular">Version {version.version}</span>
          {isActive ? <Badge tone="success">In use</Badge> : null}
          {version.note ? <span className="min-w-0 font-normal break-words">{version.note}</span> : null}
        </p>
        <p className="text-sm text-muted">
          {version.author_name ?? "Somebody who left"}, <Time value={version.created_at} />
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="sm" variant="ghost" icon={GitCompareArrows} onClick={onCompare} aria-label={`What changed in version ${version.version}`}>
          What changed
        </Button>
        {canEdit && !isActive ? (
          <Button size="sm" icon={Undo2} loading={rollBack.isPending} onClick={() => void ask()} aria-label={`Put back version ${version.version}`}>
            Put back
          </Button>
        ) : null}
      </div>
    </li>
  );
}
