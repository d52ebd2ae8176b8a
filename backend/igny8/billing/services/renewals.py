"""Monthly credits: once for every account and period, however often this runs."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import structlog

from igny8.billing.constants import CENTI, TransactionKind
from igny8.billing.models import CreditTransaction
from igny8.billing.selectors.payers import Payer, payer_list_due
from igny8.billing.services.ledger import credits_grant, transaction_key
from igny8.core.tenancy import every_tenant, tenant

log = structlog.get_logger(__name__)


def anniversary(start: date, months: int) -> date:
    """``start`` a number of months later; a day the month does not have is its last one (31 January + 1 = 28 February)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def period_of(*, created_at: datetime, now: datetime) -> tuple[date, date]:
    """The billing month that ``now`` is in, counted from the day the account was made (UTC).

    :returns: its first day, and the first day of the next.
    """
    start, today = created_at.astimezone(UTC).date(), now.astimezone(UTC).date()
    months = max(0, (today.year - start.year) * 12 + today.month - start.month)
    if months and anniversary(start, months) > today:
        months -= 1
    return anniversary(start, months), anniversary(start, months + 1)


def credits_renew(*, now: datetime) -> int:
    """Grant every active account the monthly credits of its current period. Periods missed before that are not made up.

    :returns: how many accounts were granted theirs now.
    """
    with every_tenant("monthly credits of all accounts"):
        payers = payer_list_due()
        recent = CreditTransaction.objects.filter(
            kind=TransactionKind.MONTHLY, created_at__gte=now - timedelta(days=40)
        )  # only to save work: the key of the grant is what makes it happen once
        done = set(recent.order_by().values_list("account_id", "key"))
    granted = 0
    for payer in payers:
        key = f"monthly:{period_of(created_at=payer.created_at, now=now)[0]}"
        if (payer.account_id, transaction_key(kind=TransactionKind.MONTHLY, key=key)) in done:
            continue
        try:
            granted += _renew(payer, key)
        except Exception:  # one account's fault must not keep the others from their credits; the next hour tries again
            log.exception("renewal_failed", account_id=str(payer.account_id))
    return granted


def _renew(payer: Payer, key: str) -> bool:
    with tenant(payer.account_id):
        return credits_grant(
            amount_centi=payer.monthly_credits * CENTI,
            kind=TransactionKind.MONTHLY,
            key=key,
            reason=f"Monthly credits of the plan {payer.plan}",
        )
