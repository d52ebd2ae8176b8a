import { useQuery } from "@tanstack/react-query";

import { PROVIDER, wordOf } from "@/shared/lib/words";
import { Alert } from "@/shared/ui/alert";
import { Badge } from "@/shared/ui/badge";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";

import { modelQuery, type Provider, type ProviderName } from "../api/providers";

/** Which model answers when somebody asks for a text now, and how good it is. */
export function ModelNow({ providers }: { providers: readonly Provider[] | undefined }) {
  const query = useQuery(modelQuery());
  const isOwn = providers?.some((row) => row.is_active && row.kind === "chat" && row.function === "") ?? false;
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-24 w-full" />} compact>
      {(model) => (
        <section aria-label="The model at work" className="grid gap-3 rounded-lg border bg-surface p-4">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="text-lg font-semibold break-all">{model.model || "No model"}</h2>
            <Badge tone={model.is_draft_quality ? "warning" : "success"}>{model.is_draft_quality ? "For trying out" : "At work"}</Badge>
          </div>
          <p className="text-pretty text-muted">
            Writes the texts of this account now. {wordOf(PROVIDER, model.provider as ProviderName).label}: {isOwn ? "chosen by you below." : model.provider === "local" ? "it comes with IGNY8 and needs no key." : "chosen by whoever runs this installation."}
          </p>
          {model.is_draft_quality ? (
            <Alert tone="warning" title="Its texts are rough drafts">
              This is a very small model. It shows how everything works, from keywords to published pages, but it repeats itself, gets facts wrong and ignores most instructions. Connect a provider before you publish what it writes.
            </Alert>
          ) : null}
        </section>
      )}
    </QueryState>
  );
}
