import { ArrowRight, CircleCheck, TriangleAlert } from "lucide-react";
import { Link } from "react-router";

import { useRole } from "@/shared/entities/me";
import { useSitePath } from "@/shared/entities/site";
import { atLeast } from "@/shared/lib/roles";
import { StageDot } from "@/shared/entities/badges";
import { Button } from "@/shared/ui/button";

import type { Waiting } from "../lib/waiting";

/** The one thing to do now. */
export function NextStep({ waiting }: { waiting: readonly Waiting[] }) {
  const role = useRole();
  const path = useSitePath();
  const next = waiting.find((one) => atLeast(role, one.role));
  if (!next) {
    return (
      <p className="flex items-center gap-3 rounded-lg border bg-surface p-4">
        <CircleCheck className="size-5 shrink-0 text-success" aria-hidden="true" />
        {waiting.length === 0 ? "Nothing waits. Everything that came in has gone all the way." : "Nothing here waits for you; others of your account are at it."}
      </p>
    );
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-accent/35 bg-accent-soft/50 p-4">
      <div className="grid min-w-0 flex-1 basis-72 gap-0.5">
        <p className="text-sm font-medium text-accent">Next step</p>
        <p className="text-lg font-semibold text-balance">{next.title}</p>
        <p className="text-pretty text-muted">{next.body}</p>
      </div>
      <Button asChild variant="primary" size="lg">
        <Link to={path(next.to)}>
          {next.action}
          <ArrowRight className="size-4" aria-hidden="true" />
        </Link>
      </Button>
    </div>
  );
}

/** The rest of what waits. */
export function WaitingList({ waiting }: { waiting: readonly Waiting[] }) {
  const role = useRole();
  const path = useSitePath();
  const mine = waiting.filter((one) => atLeast(role, one.role));
  if (mine.length === 0) return <p className="text-muted">Nothing waits for you here.</p>;
  return (
    <ul className="divide-y rounded-lg border bg-surface">
      {mine.map((one) => (
        <li key={one.id}>
          <Link to={path(one.to)} className="group flex min-h-11 items-center gap-3 px-4 py-2 hover:bg-sunken focus-visible:-outline-offset-2">
            {one.isFault ? <TriangleAlert className="size-4 shrink-0 text-danger" aria-hidden="true" /> : <StageDot stage={one.stage} className="mx-1" />}
            <span className="min-w-0 flex-1">{one.title}</span>
            <span className="hidden text-sm text-muted group-hover:text-text sm:inline">{one.action}</span>
            <ArrowRight className="size-4 shrink-0 text-faint" aria-hidden="true" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
