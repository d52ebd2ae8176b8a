"""What was charged: by operation, site, user or day."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncDate

from igny8.accounts.selectors import site_names, user_names
from igny8.billing.models import CreditUsageLog


@dataclass(frozen=True, slots=True)
class UsageRow:
    """``key`` is the operation, the site's or user's id (None: the account itself), or the day."""

    key: Any
    credits_centi: int
    units: int
    runs: int
    label: str = ""  # what people call the key


def usage_log_list() -> QuerySet[CreditUsageLog]:
    """Every charge of the account in scope."""
    return CreditUsageLog.objects.all()


def _between(date_from: date, date_to: date) -> QuerySet[CreditUsageLog]:
    """Charges from the first moment of ``date_from`` to the last of ``date_to``, UTC."""
    start = datetime.combine(date_from, time.min, UTC)
    charges = usage_log_list().filter(created_at__gte=start)
    if date_to == date.max:
        return charges
    return charges.filter(created_at__lt=datetime.combine(date_to + timedelta(days=1), time.min, UTC))


_KEYS: dict[str, Callable[[QuerySet[CreditUsageLog]], QuerySet[Any, Any]]] = {
    "operation": lambda q: q.values_list("operation"),
    "site": lambda q: q.values_list("site_id"),
    "user": lambda q: q.values_list("user_id"),
    "day": lambda q: q.annotate(day=TruncDate("created_at", tzinfo=UTC)).values_list("day"),
}
GROUPS = tuple(_KEYS)


def _labels(group_by: str, keys: Collection[Any]) -> dict[Any, str]:
    """What people call the keys: one query for sites or people, whatever their number."""
    known = {key for key in keys if key is not None}
    if group_by == "site":
        return {None: "The whole account", **dict.fromkeys(known, "A deleted site"), **site_names(known)}
    if group_by == "user":
        return {None: "Nobody in person", **dict.fromkeys(known, "Somebody who left"), **user_names(known)}
    if group_by == "day":
        return {key: key.isoformat() for key in known}
    return {key: key.replace("_", " ").capitalize() for key in known}


def usage_by(*, group_by: str, date_from: date, date_to: date) -> list[UsageRow]:
    """Sums over both days and all between; days in order, everything else by credits, most first.

    :param group_by: operation, site, user or day. Units of different operations differ, so only by operation do they add up.
    """
    sums = _KEYS[group_by](_between(date_from, date_to)).annotate(
        charged=Sum("credits_centi"), made=Sum("units"), runs=Count("run_id")
    )
    found = list(sums.order_by())
    labels = _labels(group_by, [row[0] for row in found])
    rows = [UsageRow(key, int(charged), int(made), runs, labels[key]) for key, charged, made, runs in found]
    if group_by == "day":
        return sorted(rows, key=lambda row: row.key)
    return sorted(rows, key=lambda row: (-row.credits_centi, str(row.key)))


@dataclass(frozen=True, slots=True)
class Usage:
    """``rows`` of the sums and their total, over both days and all between."""

    group_by: str
    date_from: date
    date_to: date
    total_centi: int
    rows: list[UsageRow]


def usage_report(*, group_by: str, date_from: date, date_to: date) -> Usage:
    """``usage_by`` with its total."""
    rows = usage_by(group_by=group_by, date_from=date_from, date_to=date_to)
    return Usage(group_by, date_from, date_to, sum(row.credits_centi for row in rows), rows)
