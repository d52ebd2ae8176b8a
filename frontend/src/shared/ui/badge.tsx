import { cva } from "class-variance-authority";
import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

import { cn } from "@/shared/lib/cn";
import type { Stage, Tone } from "@/shared/lib/words";

export type { Stage, Tone };

const look = cva("inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded-[4px] px-1.5 text-xs font-medium whitespace-nowrap", {
  variants: {
    tone: {
      neutral: "bg-text/6 text-muted",
      accent: "bg-accent-soft text-accent",
      success: "bg-success-soft text-success",
      warning: "bg-warning-soft text-warning",
      danger: "bg-danger-soft text-danger",
      info: "bg-info-soft text-info",
    },
  },
});

/** The hue of a stage as a background. */
export const STAGE_FILL: Record<Stage, string> = {
  keywords: "bg-stage-keywords",
  clusters: "bg-stage-clusters",
  ideas: "bg-stage-ideas",
  tasks: "bg-stage-tasks",
  content: "bg-stage-content",
  links: "bg-stage-links",
  score: "bg-stage-score",
  published: "bg-stage-published",
};

export interface BadgeProps extends ComponentProps<"span"> {
  tone?: Tone | undefined;
  /** A dot in the stage's hue before the words. */
  stage?: Stage | undefined;
  icon?: LucideIcon | undefined;
}

export function Badge({ tone = "neutral", stage, icon: Icon, className, children, ...props }: BadgeProps) {
  return (
    <span {...props} className={cn(look({ tone }), className)}>
      {stage ? <span className={cn("size-1.5 shrink-0 rounded-full", STAGE_FILL[stage])} aria-hidden="true" /> : null}
      {Icon ? <Icon className="size-3 shrink-0" aria-hidden="true" /> : null}
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}
