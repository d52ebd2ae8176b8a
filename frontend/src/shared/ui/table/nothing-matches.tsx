import { SearchX } from "lucide-react";

import { plural } from "@/shared/lib/format";
import type { Noun } from "@/shared/lib/words";

import { Button } from "../button";
import { EmptyState } from "../empty-state";

/** Filters that leave nothing: not the same as an empty list. */
export function NothingMatches({ noun, onClear }: { noun: Noun; onClear: () => void }) {
  return (
    <EmptyState
      icon={SearchX}
      title={`No ${plural(2, noun)} match`}
      body="Nothing in this list has all that you filter and search for."
      action={
        <Button variant="secondary" onClick={onClear}>
          Clear filters and search
        </Button>
      }
    />
  );
}
