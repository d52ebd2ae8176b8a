import { Skeleton } from "@/shared/ui/skeleton";

/** The shape of a page: heading, a line, and rows. */
export function PageSkeleton() {
  return (
    <div className="grid gap-4 px-4 py-5 sm:px-6" aria-hidden="true">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-4 w-80 max-w-full" />
      <div className="mt-4 grid gap-3">
        {[1, 2, 3, 4, 5, 6].map((row) => (
          <Skeleton key={row} className="h-8 w-full" />
        ))}
      </div>
    </div>
  );
}
