import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { lazy, Suspense } from "react";

import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";
import { QueryState } from "@/shared/ui/query-state";
import { Select } from "@/shared/ui/select";
import { Skeleton } from "@/shared/ui/skeleton";

import { type Prompt, type PromptVersion, type Scope, versionsQuery } from "../api/prompts";
import { startText } from "../lib/version-words";

// The code that compares is fetched with the first comparison.
const DiffView = lazy(async () => ({ default: (await import("./diff-view")).DiffView }));

/** What is compared: a version by its number, the default, what is in use, or what is typed. */
export type Side = number | "default" | "active" | "typed";
export interface Pair {
  from: Side;
  to: Side;
}

interface CompareDialogProps {
  prompt: Prompt;
  scope: Scope;
  /** Null when nothing is typed. */
  typed: string | null;
  pair: Pair;
  onPair: (pair: Pair) => void;
  onClose: () => void;
}

export function CompareDialog({ prompt, scope, typed, pair, onPair, onClose }: CompareDialogProps) {
  const query = useQuery(versionsQuery(prompt.function, scope));
  const textOf = (side: Side, versions: readonly PromptVersion[]): string => {
    if (side === "default") return prompt.default_text;
    if (side === "active") return startText(prompt, scope);
    if (side === "typed") return typed ?? startText(prompt, scope);
    return versions.find((one) => one.version === side)?.body ?? "";
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="xl"
      title="Compare"
      description="Red lines are only in the first, green ones only in the second; what changed inside a line is marked stronger."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <QueryState query={query} skeleton={<Skeleton className="h-80 w-full" />}>
        {(versions) => {
          const options = [
            ...(typed === null ? [] : [{ value: "typed", label: "What you typed" }]),
            { value: "active", label: "In use" },
            ...versions.map((one) => ({ value: String(one.version), label: `Version ${one.version}`, ...(one.note ? { description: one.note } : {}) })),
            { value: "default", label: `Default, version ${prompt.default_version}` },
          ];
          return (
            <div className="grid gap-4">
              <div className="flex flex-wrap items-center gap-2">
                <Select aria-label="From" className="max-w-56" value={String(pair.from)} onValueChange={(value) => onPair({ ...pair, from: sideOf(value) })} options={options} />
                <ArrowRight className="size-4 text-faint" aria-label="to" />
                <Select aria-label="To" className="max-w-56" value={String(pair.to)} onValueChange={(value) => onPair({ ...pair, to: sideOf(value) })} options={options} />
              </div>
              <Suspense fallback={<Skeleton className="h-80 w-full" />}>
                <DiffView before={textOf(pair.from, versions)} after={textOf(pair.to, versions)} />
              </Suspense>
            </div>
          );
        }}
      </QueryState>
    </Dialog>
  );
}

function sideOf(value: string): Side {
  return value === "default" || value === "active" || value === "typed" ? value : Number(value);
}
