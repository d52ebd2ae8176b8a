import { Activity } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { useActiveRuns } from "@/shared/entities/run-stream";
import { useNearestSite } from "@/shared/entities/site";
import { cn } from "@/shared/lib/cn";
import { count, number } from "@/shared/lib/format";
import { LazyPopover } from "@/shared/ui/lazy-popover";

const Tray = lazy(async () => ({ default: (await import("./tray")).Tray }));

/** How much is at work, on every page; opens what it is. */
export function TrayButton() {
  const site = useNearestSite();
  const active = useActiveRuns().length;
  const [isOpen, setIsOpen] = useState(false);
  if (!site) return null;
  return (
    <LazyPopover
      label="AI runs"
      align="end"
      open={isOpen}
      onOpenChange={setIsOpen}
      className="w-100 p-0"
      trigger={
        <button
          type="button"
          aria-label={active > 0 ? `AI runs: ${number(active)} at work` : "AI runs"}
          title={active > 0 ? `${count(active, "run")} at work` : "AI runs"}
          className={cn("relative grid h-8 min-w-8 grid-flow-col place-items-center gap-1 rounded-md px-2 text-muted hover:bg-text/5 hover:text-text aria-expanded:bg-text/5 touch:h-11 touch:min-w-11", active > 0 && "text-accent")}
        >
          <Activity className={cn("size-4", active > 0 && "motion-safe:animate-pulse")} aria-hidden="true" />
          {active > 0 ? <span className="tabular text-sm font-medium">{number(active)}</span> : null}
        </button>
      }
    >
      <Suspense fallback={<div className="h-40" />}>
        <Tray onGo={() => setIsOpen(false)} />
      </Suspense>
    </LazyPopover>
  );
}
