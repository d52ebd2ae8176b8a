"""What an account has, and the movements that led there."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet

from igny8.billing.models import CreditBalance, CreditTransaction


@dataclass(frozen=True, slots=True)
class Balance:
    """``held_centi`` is set aside for runs in progress. ``spent_centi`` counts the calendar month (UTC) the cap is for."""

    available_centi: int = 0
    held_centi: int = 0
    last_grant_centi: int = 0
    low_since: datetime | None = None
    spend_cap_centi: int | None = None
    spent_centi: int = 0

    @property
    def is_low(self) -> bool:
        return self.low_since is not None


def balance_get() -> Balance:
    """The balance of the account in scope; all zero before its first grant."""
    row = CreditBalance.objects.first()
    if row is None:
        return Balance()
    month = datetime.now(UTC).date().replace(day=1)
    return Balance(
        available_centi=row.available_centi,
        held_centi=row.held_centi,
        last_grant_centi=row.last_grant_centi,
        low_since=row.low_since,
        spend_cap_centi=row.spend_cap_centi,
        spent_centi=row.spent_centi if row.spent_month == month else 0,
    )


def transaction_list() -> QuerySet[CreditTransaction]:
    """Every movement of the account in scope."""
    return CreditTransaction.objects.all()
