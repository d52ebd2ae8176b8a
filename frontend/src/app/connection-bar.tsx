import { useNow } from "@/shared/hooks/use-now";
import { useConnection } from "@/shared/stores/connection";
import { Button } from "@/shared/ui/button";

/** Says that the server is away, and that it is back. Lies over the page: nothing moves, nothing typed is lost. */
export function ConnectionBar() {
  const { status, nextTry, probe } = useConnection();
  const seconds = useSecondsUntil(nextTry);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-0 z-65 flex justify-center px-2 pt-[max(0.375rem,env(safe-area-inset-top))]">
      {status === "down" ? (
        <div className="pointer-events-auto flex max-w-full items-center gap-3 rounded-md border border-warning/30 bg-warning-soft px-3 py-1 text-sm text-warning shadow-(--shadow-float)">
          <p>
            The server cannot be reached. <span aria-hidden="true">{seconds > 0 ? `Trying again in ${seconds} s.` : "Trying again."}</span> What you typed is kept.
          </p>
          <Button size="sm" variant="link" className="text-warning underline" onClick={probe}>
            Try now
          </Button>
        </div>
      ) : null}
      {status === "back" ? <p className="rounded-md border border-success/30 bg-success-soft px-3 py-1 text-sm text-success shadow-(--shadow-float)">Back online</p> : null}
    </div>
  );
}

function useSecondsUntil(at: number | null): number {
  const now = useNow(at === null ? null : 500);
  return at === null ? 0 : Math.max(0, Math.ceil((at - now) / 1000));
}
