"""What was charged: by operation, site, user or day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncDate

from igny8.billing.models import CreditUsageLog


@dataclass(frozen=True, slots=True)
class UsageRow:
    """``key`` is the operation, the site's or user's id (None: the account itself), or the day."""

    key: Any
    credits_centi: int
    units: int
    runs: int


def usage_log_list() -> QuerySet[CreditUsageLog]:
    """Every charge of the account in scope."""
    return CreditUsageLog.objects.all()


def _between(date_from: date, date_to: date) -> QuerySet[CreditUsageLog]:
    """Charges from the first moment of ``date_from`` to the last of ``date_to``, UTC."""
    start = datetime.combine(date_from, time.min, UTC)
    end = datetime.combine(date_to + timedelta(days=1), time.min, UTC)
    return usage_log_list().filter(created_at__gte=start, created_at__lt=end)


_KEYS: dict[str, Callable[[QuerySet[CreditUsageLog]], QuerySet[Any, Any]]] = {
    "operation": lambda q: q.values_list("operation"),
    "site": lambda q: q.values_list("site_id"),
    "user": lambda q: q.values_list("user_id"),
    "day": lambda q: q.annotate(day=TruncDate("created_at", tzinfo=UTC)).values_list("day"),
}
GROUPS = tuple(_KEYS)


def usage_by(*, group_by: str, date_from: date, date_to: date) -> list[UsageRow]:
    """Sums over both days and all between; days in order, everything else by credits, most first.

    :param group_by: operation, site, user or day. Units of different operations differ, so only by operation do they add up.
    """
    sums = _KEYS[group_by](_between(date_from, date_to)).annotate(
        credits=Sum("credits_centi"), made=Sum("units"), runs=Count("run_id")
    )
    rows = [UsageRow(key, int(credits), int(made), runs) for key, credits, made, runs in sums.order_by()]
    if group_by == "day":
        return sorted(rows, key=lambda row: row.key)
    return sorted(rows, key=lambda row: (-row.credits_centi, str(row.key)))


def usage_total(*, date_from: date, date_to: date) -> int:
    """Hundredths of a credit charged over both days and all between."""
    return int(_between(date_from, date_to).aggregate(total=Sum("credits_centi"))["total"] or 0)
