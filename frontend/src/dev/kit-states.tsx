import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";

import { ApiError } from "@/shared/api/errors";
import { Button } from "@/shared/ui/button";
import { Card } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { PageSection } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";

const FAULTS = [402, 403, 404, 409, 429, 500, 0].map((status) => new ApiError(status === 402 ? "This costs 24 credits and 3 are left." : "The server said why.", { status, requestId: status === 500 ? "0b9e6f1c-5b1f-4a2e" : "" }));

export function States() {
  const failing = useQuery({
    queryKey: ["kit"],
    retry: false,
    queryFn: async () => {
      await new Promise((resolve) => setTimeout(resolve, 900));
      throw new ApiError("", { status: 503 });
    },
  });
  return (
    <PageSection title="States">
      <div className="grid gap-4 lg:grid-cols-2">
        <Card>
          <EmptyState
            icon={KeyRound}
            title="No keywords yet"
            body="Keywords are what people search for. Import an export of any tool, or type some."
            action={<Button variant="primary">Import keywords</Button>}
            secondary={<Button variant="link">See an example</Button>}
          />
        </Card>
        <Card flush>
          <SkeletonRows rows={7} columns={4} />
        </Card>
        <Card>
          <QueryState query={failing} skeleton={<SkeletonRows rows={5} columns={2} />}>
            {() => null}
          </QueryState>
        </Card>
        {FAULTS.map((fault) => (
          <Card key={fault.status}>
            <ErrorState error={fault} onRetry={() => undefined} retryIn={fault.isPassing ? 4 : undefined} />
          </Card>
        ))}
        <ErrorState error={new ApiError("", { status: 503 })} compact retryIn={3} title="This may be out of date" onRetry={() => undefined} />
      </div>
    </PageSection>
  );
}
