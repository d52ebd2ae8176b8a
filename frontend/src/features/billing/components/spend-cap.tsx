import { useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { count, decimal } from "@/shared/lib/format";
import type { Schema } from "@/shared/api/client";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { PageSection } from "@/shared/ui/page";
import { Meter } from "@/shared/ui/progress";
import { toast } from "@/shared/ui/toast";

import { useSetSpendCap } from "../api/billing";

/** The most the account may spend in a calendar month. */
export function SpendCap({ cap }: { cap: Schema<"SpendCapOut"> }) {
  const [draft, setDraft] = useState<string | null>(null);
  const save = useSetSpendCap();
  const shown = draft ?? (cap.spend_cap === null ? "" : String(cap.spend_cap));
  const fault = save.error ? toApiError(save.error) : null;
  const amount = shown.trim() === "" ? null : Number(shown.replace(",", "."));
  const isWrong = amount !== null && (!Number.isFinite(amount) || amount < 0);
  const store = (value: number | null) =>
    save.mutate(value, {
      onSuccess: () => {
        setDraft(null);
        toast.success(value === null ? "There is no spend cap any more." : `At most ${count(value, "credit")} a month from now on.`);
      },
    });
  return (
    <PageSection title="Spend cap" description="The most that may be spent in a calendar month (UTC). Nothing that would go past it is started.">
      {cap.spend_cap !== null && cap.spend_cap > 0 ? <Meter label="Spent and reserved this month" value={Math.min(cap.spent + cap.held, cap.spend_cap)} max={cap.spend_cap} highAbove={0.8} /> : null}
      <form
        className="flex flex-wrap items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWrong) store(amount);
        }}
      >
        <Field
          label="Credits a month"
          optional
          hint={cap.spend_cap === null ? `No cap. ${decimal(cap.spent)} spent this month.` : `${decimal(cap.spent)} spent this month. Empty means no cap.`}
          error={isWrong ? "A number of credits, or nothing." : fault ? (fault.fields.spend_cap?.[0] ?? fault.message) : undefined}
          className="w-60"
        >
          <Input inputMode="decimal" value={shown} onChange={(event) => setDraft(event.target.value)} />
        </Field>
        <Button type="submit" loading={save.isPending} disabled={draft === null || isWrong} className="mt-6.5">
          Save cap
        </Button>
      </form>
    </PageSection>
  );
}
