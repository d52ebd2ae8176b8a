import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";

import { Button } from "@/shared/ui/button";
import { Page } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";

import { promptQuery } from "../api/prompts";
import { promptWord } from "../lib/prompt-word";
import { ScopeSwitch } from "./scope-switch";
import type { Draft } from "./use-draft";
import { useScope } from "./use-scope";
import { Workbench } from "./workbench";

export function PromptPage() {
  const { function: name = "" } = useParams();
  const state = useScope();
  const query = useQuery(promptQuery(name, state.scope));
  // Of all scopes: looking at another site must not lose what is typed for this one.
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft | undefined>>>({});
  const key = `${name}.${state.scope ?? "account"}`;
  const word = promptWord(name);
  const list = `/thinker/prompts${state.search}`;
  return (
    <Page title={`Prompt: ${word.label.toLowerCase()}`} heading={word.label} description={word.explain} back={{ to: list, label: "Prompts" }} actions={<ScopeSwitch state={state} />}>
      <QueryState
        query={query}
        skeleton={<Skeleton className="h-120 w-full" />}
        notFound="There is no such prompt"
        errorAction={
          <Button asChild>
            <Link to={list}>All prompts</Link>
          </Button>
        }
      >
        {(prompt) => <Workbench key={key} id={key} prompt={prompt} scope={state.scope} siteName={state.siteName} draft={drafts[key]} onDraft={(draft) => setDrafts((all) => ({ ...all, [key]: draft }))} />}
      </QueryState>
    </Page>
  );
}
