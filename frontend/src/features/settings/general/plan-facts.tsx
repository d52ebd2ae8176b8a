import { Link } from "react-router";

import { count, currency } from "@/shared/lib/format";
import { BILLING_CYCLE, statusWord, SUPPORT_LEVEL, wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { DefinitionList } from "@/shared/ui/definition-list";
import { PageSection } from "@/shared/ui/page";
import { Time } from "@/shared/ui/time";

import type { Account } from "../api/account";

export function PlanFacts({ account }: { account: Account }) {
  const { plan } = account;
  const status = statusWord("account", account.status);
  return (
    <PageSection
      title="Plan"
      description="Keywords, clusters, tasks and words are not limited. Only credits are counted."
      actions={
        <Button asChild size="sm">
          <Link to="/billing">Credits and prices</Link>
        </Button>
      }
    >
      <DefinitionList
        items={[
          {
            term: "Plan",
            value: (
              <span className="inline-flex flex-wrap items-center gap-2">
                {plan.name} <Badge tone={status.tone}>{status.label}</Badge>
              </span>
            ),
          },
          { term: "Price", value: plan.price === 0 ? "Free" : `${currency(plan.price, "USD")} (${wordOf(BILLING_CYCLE, plan.billing_cycle).label.toLowerCase()})` },
          { term: "Credits of the plan", value: plan.monthly_credits > 0 ? `${count(plan.monthly_credits, "credit")} each month` : "None each month; the account began with some" },
          { term: "Runs at once", value: `${plan.max_concurrent_ai_runs_per_site} on each site; more wait for their turn` },
          { term: "Storage", value: `${plan.storage_quota_gb} GB for each site` },
          { term: "Support", value: wordOf(SUPPORT_LEVEL, plan.support_level).explain },
          { term: "Account since", value: <Time value={account.created_at} format="date" /> },
        ]}
      />
    </PageSection>
  );
}
