import { cn } from "@/shared/lib/cn";

/** A grey place in the shape of what comes. Gives its height at once and its colour late, so that fast answers don't flash. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div aria-hidden="true" data-skeleton="" className={cn("appear-late h-4 rounded-md", className)}>
      <div className="size-full animate-[ui-pulse_1.6s_ease-in-out_infinite] rounded-[inherit] bg-text/8" />
    </div>
  );
}

export interface SkeletonRowsProps {
  rows?: number;
  columns?: number;
  className?: string;
}

// Uneven, as text is.
const WIDTHS = ["w-3/4", "w-1/2", "w-2/3", "w-2/5", "w-3/5"];

export function SkeletonRows({ rows = 8, columns = 4, className }: SkeletonRowsProps) {
  return (
    <div role="status" className={cn("w-full", className)}>
      <span className="sr-only">The list is loading</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-9 items-center gap-4 border-b border-line/60 px-3">
          {Array.from({ length: columns }, (_, column) => (
            <div key={column} className={cn("min-w-0", column === 0 ? "flex-2" : "flex-1 max-sm:last:hidden")}>
              <Skeleton className={cn("h-3", WIDTHS[(row * 2 + column * 3) % WIDTHS.length])} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
