/** Small marks for status, intent and stage. Each says in words what its colour means. */
import { BookOpen, Compass, type LucideIcon, Scale, ShoppingCart } from "lucide-react";

import type { Schema } from "@/shared/api/client";
import { cn } from "@/shared/lib/cn";
import { Badge } from "@/shared/ui/badge";

import { type StatusKind, statusWords } from "./status";

export function StatusBadge({ kind, status, className }: { kind: StatusKind; status: string; className?: string }) {
  const { label, tone } = statusWords(kind, status);
  return (
    <Badge tone={tone} className={className}>
      {label}
    </Badge>
  );
}

type Intent = Schema<"Intent">;

export const INTENTS: Record<Intent, { label: string; short: string; explain: string; icon: LucideIcon }> = {
  informational: { label: "Informational", short: "Learn", explain: "People want to learn something.", icon: BookOpen },
  commercial: { label: "Commercial", short: "Compare", explain: "People compare before they buy.", icon: Scale },
  transactional: { label: "Transactional", short: "Buy", explain: "People want to buy or act now.", icon: ShoppingCart },
  navigational: { label: "Navigational", short: "Find", explain: "People look for a certain site or brand.", icon: Compass },
};

export function IntentBadge({ intent }: { intent: Intent | "" | null | undefined }) {
  if (!intent) return <span className="text-faint">–</span>;
  const { label, icon, explain } = INTENTS[intent];
  return (
    <Badge icon={icon} title={explain}>
      {label}
    </Badge>
  );
}

export type Stage = "keywords" | "clusters" | "ideas" | "tasks" | "content" | "links" | "score" | "published";

const STAGES: Record<Stage, { label: string; colour: string }> = {
  keywords: { label: "Keywords", colour: "bg-stage-keywords" },
  clusters: { label: "Clusters", colour: "bg-stage-clusters" },
  ideas: { label: "Ideas", colour: "bg-stage-ideas" },
  tasks: { label: "Tasks", colour: "bg-stage-tasks" },
  content: { label: "Content", colour: "bg-stage-content" },
  links: { label: "Links", colour: "bg-stage-links" },
  score: { label: "Score", colour: "bg-stage-score" },
  published: { label: "Published", colour: "bg-stage-published" },
};

/** The stage's hue as a dot. Beside a word it is decoration; alone it needs `labelled`. */
export function StageDot({ stage, labelled = false, className }: { stage: Stage; labelled?: boolean; className?: string }) {
  const { label, colour } = STAGES[stage];
  return (
    <span className={cn("inline-block size-2 shrink-0 rounded-full", colour, className)} {...(labelled ? { role: "img", "aria-label": label } : { "aria-hidden": true })} />
  );
}
