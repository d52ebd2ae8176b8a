import { Coins } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { useBalance } from "@/shared/entities/credits";
import { cn } from "@/shared/lib/cn";
import { compact, number } from "@/shared/lib/format";
import { LazyPopover } from "@/shared/ui/lazy-popover";

const CreditsDetail = lazy(async () => ({ default: (await import("./credits-detail")).CreditsDetail }));

/** What is left, always in sight; amber below a tenth of the last grant. */
export function CreditsMeter() {
  const { data: balance } = useBalance();
  const [isOpen, setIsOpen] = useState(false);
  const amount = balance ? Math.floor(balance.available) : null;
  return (
    <LazyPopover
      label="Credits"
      align="end"
      open={isOpen}
      onOpenChange={setIsOpen}
      className="w-72"
      trigger={
        <button
          type="button"
          className={cn(
            "flex h-8 min-w-18 items-center justify-center gap-1.5 rounded-md px-2 text-base text-muted hover:bg-text/5 hover:text-text aria-expanded:bg-text/5 max-sm:min-w-8 touch:h-11",
            balance?.is_low ? "bg-warning-soft text-warning hover:bg-warning-soft hover:text-warning" : "max-sm:hidden",
          )}
        >
          <Coins className="size-4 shrink-0" aria-hidden="true" />
          <span className="tabular max-sm:sr-only">{amount === null ? "" : amount >= 100_000 ? compact(amount) : number(amount)}</span>
          <span className="sr-only">{amount === null ? "Credits" : balance?.is_low ? "credits left, which is little" : "credits left"}</span>
        </button>
      }
    >
      <Suspense fallback={<div className="h-36" />}>
        <CreditsDetail onGo={() => setIsOpen(false)} />
      </Suspense>
    </LazyPopover>
  );
}
