import { Fragment, type ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

export interface DefinitionListProps {
  items: readonly ({ term: ReactNode; value: ReactNode; key?: string } | null | false)[];
  /** Term above its value instead of beside it. */
  stacked?: boolean;
  className?: string;
}

/** Facts of one thing: terms at the left, values at the right. */
export function DefinitionList({ items, stacked = false, className }: DefinitionListProps) {
  return (
    <dl className={cn("grid gap-x-6 gap-y-2", stacked ? "" : "sm:grid-cols-[minmax(8rem,max-content)_minmax(0,1fr)]", className)}>
      {items.map((item, index) =>
        item ? (
          <Fragment key={item.key ?? index}>
            <dt className={cn("text-muted", index > 0 && "max-sm:mt-1", stacked && "-mb-1.5 text-sm")}>{item.term}</dt>
            <dd className="min-w-0 break-words max-sm:-mt-1.5">{item.value ?? <span className="text-faint">–</span>}</dd>
          </Fragment>
        ) : null,
      )}
    </dl>
  );
}
