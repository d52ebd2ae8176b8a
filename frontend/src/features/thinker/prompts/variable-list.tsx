import { Plus } from "lucide-react";

import { Badge } from "@/shared/ui/badge";
import { PageSection } from "@/shared/ui/page";

import type { Prompt } from "../api/prompts";
import { usesOf, variableOf } from "../lib/variables";

interface VariableListProps {
  prompt: Prompt;
  text: string;
  /** Puts the variable where the cursor is. */
  onInsert?: (name: string) => void;
}

export function VariableList({ prompt, text, onInsert }: VariableListProps) {
  const uses = usesOf(text);
  return (
    <PageSection title="Variables" description={`Each run puts its own values in their place.${onInsert ? " Choose one to insert it where the cursor is." : ""}`}>
      <ul className="grid gap-x-8 rounded-lg border bg-surface px-4 py-1 lg:grid-cols-2">
        {prompt.variables.map((name) => {
          const isRequired = prompt.required_variables.includes(name);
          const used = uses.get(name) ?? 0;
          return (
            <li key={name} className="grid content-start gap-1 border-b py-2.5 last:border-b-0 lg:nth-last-2:odd:border-b-0">
              <div className="flex flex-wrap items-center gap-2">
                {onInsert ? (
                  <button
                    type="button"
                    onClick={() => onInsert(name)}
                    aria-label={`Insert {{${name}}}`}
                    className="inline-flex min-h-6 items-center gap-1 rounded-[4px] bg-accent-soft px-1.5 font-mono text-sm text-accent hover:underline touch:min-h-11"
                  >
                    <Plus className="size-3.5" aria-hidden="true" />
                    {`{{${name}}}`}
                  </button>
                ) : (
                  <code className="rounded-[4px] bg-accent-soft px-1.5 font-mono text-sm text-accent">{`{{${name}}}`}</code>
                )}
                {isRequired ? <Badge tone={used === 0 ? "danger" : "neutral"}>{used === 0 ? "Required and missing" : "Required"}</Badge> : <Badge>Optional</Badge>}
                {used > 1 ? <span className="text-sm text-muted">used {used} times</span> : null}
              </div>
              <p className="text-sm text-pretty text-muted">{variableOf(prompt.function, name).explain}</p>
            </li>
          );
        })}
      </ul>
    </PageSection>
  );
}
