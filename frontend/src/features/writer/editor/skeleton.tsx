import { Skeleton } from "@/shared/ui/skeleton";

const LINES = ["w-full", "w-11/12", "w-full", "w-10/12", "w-3/5"];

export function SkeletonText({ paragraphs = 2 }: { paragraphs?: number }) {
  return (
    <div role="status" className="grid gap-6">
      <span className="sr-only">The text is loading</span>
      {Array.from({ length: paragraphs }, (_, paragraph) => (
        <div key={paragraph} className="grid gap-3">
          {LINES.map((width, line) => (
            <Skeleton key={line} className={width} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The page in the shape it will have. */
export function EditorSkeleton() {
  return (
    <div className="min-h-dvh">
      <div className="flex h-13 items-center justify-between gap-4 border-b bg-surface px-4">
        <Skeleton className="w-40" />
        <Skeleton className="h-8 w-36" />
      </div>
      <div className="mx-auto grid max-w-[680px] gap-8 px-4 py-12">
        <Skeleton className="h-9 w-4/5" />
        <SkeletonText paragraphs={3} />
      </div>
    </div>
  );
}
