import { X } from "lucide-react";
import type { ReactNode } from "react";

import { Button, IconButton } from "../button";

interface BulkBarProps {
  /** How many are selected, in words: "3 keywords". */
  words: string;
  /** "Select all 12,345 keywords that match", when that is more than are selected now. */
  all?: { words: string; select: () => void } | undefined;
  onClear: () => void;
  children: ReactNode;
}

/** What can be done with the selected rows; floats over the end of the list. */
export function BulkBar({ words, all, onClear, children }: BulkBarProps) {
  return (
    <div className="pointer-events-none sticky bottom-[calc(var(--frame-bottom,0px)+1rem)] z-20 mt-2 flex justify-center max-sm:bottom-[calc(var(--frame-bottom,0px)+0.5rem)]">
      <div
        role="region"
        aria-label="Selected rows"
        className="pointer-events-auto flex max-w-full animate-[ui-from-below_180ms_var(--ease-out)] flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border bg-raised px-3 py-2 shadow-(--shadow-float)"
      >
        <span className="tabular font-medium whitespace-nowrap">{words} selected</span>
        {all ? (
          <Button variant="link" size="sm" onClick={all.select}>
            {all.words}
          </Button>
        ) : null}
        <span className="flex flex-wrap items-center gap-2">{children}</span>
        <IconButton label="Clear the selection" icon={X} size="sm" className="ml-auto" onClick={onClear} />
      </div>
    </div>
  );
}
