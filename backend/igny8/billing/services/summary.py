"""The account's money at a glance."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from igny8.billing.selectors.balances import Balance, balance_get
from igny8.billing.selectors.payers import Payer, payer_get
from igny8.billing.selectors.usage import UsageRow, usage_by
from igny8.billing.services.renewals import period_of


@dataclass(frozen=True, slots=True)
class Summary:
    """``usage`` by operation and ``spent_centi`` count from ``period_start``; ``next_renewal`` brings the plan's credits."""

    balance: Balance
    payer: Payer
    period_start: date
    next_renewal: date
    spent_centi: int
    usage: list[UsageRow]


def summary_get(*, now: datetime) -> Summary:
    """Balance, plan and what this billing month has used."""
    payer = payer_get()
    start, end = period_of(created_at=payer.created_at, now=now)
    usage = usage_by(group_by="operation", date_from=start, date_to=now.astimezone(UTC).date())
    return Summary(balance_get(), payer, start, end, sum(row.credits_centi for row in usage), usage)
