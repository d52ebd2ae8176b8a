import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { api, item } from "@/shared/api/client";
import { useBalance } from "@/shared/entities/credits";
import { useRole } from "@/shared/entities/me";
import { decimal } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { Button } from "@/shared/ui/button";

/** Behind the meter: what is free, what is set aside, what this month has cost. */
export function CreditsDetail({ onGo }: { onGo: () => void }) {
  const { data: balance } = useBalance();
  const isAdmin = atLeast(useRole(), "admin");
  const summary = useQuery({ queryKey: ["billing", "summary"], queryFn: () => item(api.GET("/api/v1/billing/summary/")), enabled: isAdmin, staleTime: 20_000 });
  return (
    <div className="grid gap-3">
      {balance?.is_low ? <p className="rounded-md bg-warning-soft px-2 py-1.5 text-sm text-warning">Less than a tenth of the last {decimal(balance.last_grant)} credits is left.</p> : null}
      <dl className="grid gap-1.5">
        <Row label="Available" value={balance?.available} isStrong />
        <Row label="Set aside for runs at work" value={balance?.held} />
        {isAdmin ? <Row label="Spent since the period began" value={summary.data?.spent_in_period} /> : null}
        {summary.data?.spend_cap.spend_cap != null ? <Row label="Spend cap this month" value={summary.data.spend_cap.spend_cap} /> : null}
      </dl>
      {isAdmin ? (
        <Button asChild size="sm">
          <Link to="/billing" onClick={onGo}>
            Open billing
          </Link>
        </Button>
      ) : (
        <p className="text-sm text-muted">Owners and admins of the account see what was spent and add credits.</p>
      )}
    </div>
  );
}

function Row({ label, value, isStrong = false }: { label: string; value: number | undefined; isStrong?: boolean }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-muted">{label}</dt>
      <dd className={isStrong ? "tabular text-lg font-semibold" : "tabular"}>{value === undefined ? <span title="Not known yet">–</span> : decimal(value)}</dd>
    </div>
  );
}
