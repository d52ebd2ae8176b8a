import { Check } from "lucide-react";

import { cn } from "@/shared/lib/cn";

/** Where somebody is in a few steps. */
export function Stepper({ steps, current }: { steps: readonly string[]; current: number }) {
  return (
    <ol className="flex flex-wrap gap-x-6 gap-y-2" aria-label="Steps">
      {steps.map((title, at) => (
        <li key={title} aria-current={at === current ? "step" : undefined} className={cn("flex items-center gap-2 text-sm", at === current ? "font-medium text-text" : "text-muted")}>
          <span
            className={cn(
              "tabular grid size-5 place-items-center rounded-full border text-xs",
              at < current && "border-transparent bg-success-soft text-success",
              at === current && "border-accent bg-accent text-on-accent",
            )}
          >
            {at < current ? <Check className="size-3" aria-label="Done:" /> : at + 1}
          </span>
          {title}
        </li>
      ))}
    </ol>
  );
}
