import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "@/shared/ui/button";

/** A question, its answer, and the ways on and back. */
export function StepFrame({ title, description, children }: { title: string; description?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid min-w-0 grid-cols-1 gap-4">
      <div className="grid gap-0.5">
        <h2 className="text-lg font-semibold text-balance">{title}</h2>
        {description ? <p className="max-w-2xl text-pretty text-muted">{description}</p> : null}
      </div>
      {children}
    </section>
  );
}

export function StepButtons({ onBack, children }: { onBack?: () => void; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {children}
      {onBack ? (
        <Button variant="ghost" icon={ArrowLeft} onClick={onBack}>
          Back
        </Button>
      ) : null}
    </div>
  );
}
