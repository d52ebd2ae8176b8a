/** Small marks for status, intent and stage. Each says in words what its colour means. */
import { BookOpen, Compass, type LucideIcon, Scale, ShoppingCart } from "lucide-react";

import type { Schema } from "@/shared/api/client";
import { cn } from "@/shared/lib/cn";
import { INTENT, STAGE, type Stage, type StatusKind, statusWord, wordOf } from "@/shared/lib/words";
import { Badge, STAGE_FILL } from "@/shared/ui/badge";
import { Tooltip } from "@/shared/ui/tooltip";

export type { Stage, StatusKind };

export function StatusBadge({ kind, status, className }: { kind: StatusKind; status: string; className?: string }) {
  const { label, tone, explain } = statusWord(kind, status);
  return (
    <Tooltip content={explain}>
      <Badge tone={tone} className={className}>
        {label}
      </Badge>
    </Tooltip>
  );
}

type Intent = Schema<"Intent">;

const INTENT_ICONS: Record<Intent, LucideIcon> = { informational: BookOpen, commercial: Scale, transactional: ShoppingCart, navigational: Compass };

/** What people want who search for it. */
export function IntentBadge({ intent }: { intent: Intent | "" | null | undefined }) {
  if (!intent) return <span className="text-faint">–</span>;
  const { label, explain } = wordOf(INTENT, intent);
  return (
    <Tooltip content={explain}>
      <Badge icon={INTENT_ICONS[intent]}>{label}</Badge>
    </Tooltip>
  );
}

/** The stage's hue as a dot. Beside a word it is decoration; alone it needs `labelled`. */
export function StageDot({ stage, labelled = false, className }: { stage: Stage; labelled?: boolean; className?: string }) {
  return (
    <span
      className={cn("inline-block size-2 shrink-0 rounded-full", STAGE_FILL[stage], className)}
      {...(labelled ? { role: "img", "aria-label": STAGE[stage].label } : { "aria-hidden": true })}
    />
  );
}
