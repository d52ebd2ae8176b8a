import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";

import { cn } from "@/shared/lib/cn";

import type { Check } from "../api/integrations";
import { type CheckLook, lookOf, needsPlugin } from "../types/checks";
import { DownloadPlugin } from "./download-plugin";

const LOOKS: Record<CheckLook, { icon: typeof CircleCheck; ink: string; word: string }> = {
  good: { icon: CircleCheck, ink: "text-success", word: "Fine:" },
  warning: { icon: TriangleAlert, ink: "text-warning", word: "Could be better:" },
  fault: { icon: CircleAlert, ink: "text-danger", word: "Fault:" },
};

/** What the doctor looked at, in the order of looking: what is found, and the cure where one is needed. */
export function CheckList({ checks, className }: { checks: readonly Check[]; className?: string }) {
  return (
    <ul className={cn("divide-y", className)}>
      {checks.map((check, at) => {
        const { icon: Icon, ink, word } = LOOKS[lookOf(check)];
        return (
          <li key={`${check.code}${at}`} className="flex items-start gap-2.5 px-4 py-2.5">
            <Icon className={cn("mt-0.75 size-4 shrink-0", ink)} aria-hidden="true" />
            <div className="min-w-0">
              <p className={cn("text-pretty break-words", lookOf(check) === "fault" && "font-medium")}>
                <span className="sr-only">{word} </span>
                {check.sentence}
              </p>
              {check.cure ? <p className="text-sm text-pretty break-words text-muted">{check.cure}</p> : null}
              {needsPlugin(check) ? <DownloadPlugin className="mt-1.5" /> : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
