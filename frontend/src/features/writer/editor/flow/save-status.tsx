import { CircleAlert, CloudOff, LoaderCircle } from "lucide-react";

import { useNow } from "@/shared/hooks/use-now";
import { cn } from "@/shared/lib/cn";
import { Button } from "@/shared/ui/button";

import { saveWords } from "../model/save-words";
import { useDesk, useSaveState } from "../use-desk";

const TICK_MS = 1000;

/** "Saved 3 s ago", or why it is not. Only what matters is announced. */
export function SaveStatus({ className }: { className?: string }) {
  const desk = useDesk();
  const state = useSaveState();
  const now = useNow(TICK_MS);
  const words = saveWords(state, now);
  const isBad = ["offline", "expired", "conflict", "refused"].includes(state.phase);
  const Icon = state.phase === "offline" ? CloudOff : CircleAlert;
  return (
    <span className={cn("flex min-w-0 items-center gap-1.5 overflow-hidden text-sm", isBad ? "text-warning" : "text-muted", className)}>
      {isBad ? <Icon className="size-4 shrink-0" aria-hidden="true" /> : state.phase === "saving" ? <LoaderCircle className="size-3.5 shrink-0 animate-spin" aria-hidden="true" /> : null}
      <span className="tabular min-w-0 text-pretty" title={words}>
        {words}
      </span>
      {state.phase === "offline" ? (
        <Button variant="link" size="sm" onClick={() => desk.autosave.resume()}>
          Try now
        </Button>
      ) : null}
      <span role="status" className="sr-only">
        {isBad ? words : ""}
      </span>
    </span>
  );
}
