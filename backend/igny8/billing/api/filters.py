"""Filters of the lists; days are UTC and both ends count."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import django_filters

from igny8.billing.constants import TransactionKind
from igny8.core.api.filters import CsvFilter, SiteFilter

ISO = "%Y-%m-%d"


class DaysFilter(SiteFilter):
    """``date_from`` and ``date_to``, ``operation``, ``user_id`` and ``run_id``."""

    date_from = django_filters.DateFilter(method="since", input_formats=[ISO])
    date_to = django_filters.DateFilter(method="until", input_formats=[ISO])
    operation = CsvFilter(field_name="operation")
    user_id = django_filters.UUIDFilter(field_name="user_id")
    run_id = django_filters.UUIDFilter(field_name="run_id")

    def since(self, queryset: Any, name: str, value: date) -> Any:
        return queryset.filter(created_at__gte=datetime.combine(value, time.min, UTC))

    def until(self, queryset: Any, name: str, value: date) -> Any:
        if value == date.max:
            return queryset
        return queryset.filter(created_at__lt=datetime.combine(value + timedelta(days=1), time.min, UTC))


class KindsFilter(django_filters.BaseInFilter, django_filters.ChoiceFilter):
    """``kind=grant,settle``: any of the values, each a known one."""


class TransactionFilter(DaysFilter):
    """Also ``kind``."""

    kind = KindsFilter(field_name="kind", choices=TransactionKind.choices)
