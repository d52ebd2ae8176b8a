import { useQuery } from "@tanstack/react-query";
import { ChevronRight, MessageSquareCode } from "lucide-react";
import { Link } from "react-router";

import { count } from "@/shared/lib/format";
import { Badge } from "@/shared/ui/badge";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page, PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";

import { type Prompt, promptsQuery } from "../api/prompts";
import { promptWord } from "../lib/prompt-word";
import { activeText } from "../lib/version-words";
import { ScopeSwitch } from "./scope-switch";
import { useScope } from "./use-scope";

const DOMAINS: readonly { domain: string; title: string; description: string }[] = [
  { domain: "planning", title: "Planner", description: "From keywords to ideas." },
  { domain: "content", title: "Writer", description: "From tasks to texts and images." },
  { domain: "linking", title: "Linker", description: "From text to text." },
  { domain: "optimization", title: "Optimizer", description: "From good to better." },
  { domain: "site_building", title: "Sites", description: "Structure and pages of whole sites." },
];

export function PromptsPage() {
  const state = useScope();
  const query = useQuery(promptsQuery(state.scope));
  return (
    <Page
      title="Prompts"
      description={`What the models are told. ${state.scope === null ? "The account's own text counts for every site that has none of its own." : `What ${state.siteName ?? "the site"} does not say itself, it takes from the account.`}`}
      className="max-w-4xl gap-8"
      actions={<ScopeSwitch state={state} />}
    >
      <QueryState query={query} skeleton={<SkeletonRows rows={5} columns={2} />} notFound="This site was not found" empty={<EmptyState icon={MessageSquareCode} title="No prompts" body="No function of this installation has a prompt." />}>
        {(prompts) => grouped(prompts).map((group) => <Group key={group.title} {...group} search={state.search} />)}
      </QueryState>
    </Page>
  );
}

interface GroupProps {
  title: string;
  description: string;
  prompts: Prompt[];
}

function grouped(prompts: readonly Prompt[]): GroupProps[] {
  const known = new Set(DOMAINS.map((one) => one.domain));
  const of = (prompt: Prompt) => prompt.function.split(".")[0] ?? "";
  const groups = DOMAINS.map(({ domain, ...words }) => ({ ...words, prompts: prompts.filter((prompt) => of(prompt) === domain) }));
  const others = prompts.filter((prompt) => !known.has(of(prompt)));
  return [...groups, { title: "Others", description: "", prompts: others }].filter((group) => group.prompts.length > 0);
}

function Group({ title, description, prompts, search }: GroupProps & { search: string }) {
  return (
    <PageSection title={title} description={description}>
      <ul className="divide-y rounded-lg border bg-surface">
        {prompts.map((prompt) => (
          <Row key={prompt.function} prompt={prompt} search={search} />
        ))}
      </ul>
    </PageSection>
  );
}

function Row({ prompt, search }: { prompt: Prompt; search: string }) {
  const word = promptWord(prompt.function);
  const active = activeText(prompt);
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 hover:bg-sunken sm:flex-nowrap">
      <div className="grid min-w-0 flex-1 gap-0.5 max-sm:basis-full">
        <Link to={`/thinker/prompts/${prompt.function}${search}`} className="font-semibold after:absolute after:inset-0">
          {word.label}
        </Link>
        <p className="text-pretty text-muted">{word.explain}</p>
      </div>
      <div className="flex shrink-0 flex-wrap items-center gap-2">
        {prompt.problems.length > 0 ? <Badge tone="warning">{count(prompt.problems.length, "problem")}</Badge> : null}
        <Badge tone={active.owner === "default" ? "neutral" : "accent"}>{active.label}</Badge>
        <span className="tabular text-sm text-muted">Version {active.version}</span>
      </div>
      <ChevronRight className="size-4 shrink-0 text-faint max-sm:hidden" aria-hidden="true" />
    </li>
  );
}
