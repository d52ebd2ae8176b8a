import { PageSkeleton } from "../page-skeleton";

/** The frame before it is known who is there; the same measures, so that nothing jumps. */
export function FrameSkeleton() {
  return (
    <div className="min-h-dvh md:pl-58" aria-busy="true">
      <p role="status" className="sr-only">
        Opening IGNY8
      </p>
      <div className="fixed inset-y-0 left-0 w-58 border-r bg-surface max-md:hidden" />
      <div className="h-12 border-b bg-surface" />
      <PageSkeleton />
    </div>
  );
}
