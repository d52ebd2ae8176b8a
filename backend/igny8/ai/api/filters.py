"""Filters of the run list."""

import django_filters

from igny8.ai.constants import TERMINAL
from igny8.core.api.filters import CsvFilter, SiteFilter


class RunFilter(SiteFilter):
    """By site, function, status, object, batch, and whether it still goes on."""

    function = django_filters.CharFilter()
    status = CsvFilter(field_name="status", lookup_expr="in")
    subject_id = django_filters.UUIDFilter()
    batch_id = django_filters.UUIDFilter()
    is_active = django_filters.BooleanFilter(method="filter_active")

    def filter_active(self, queryset, name, value):  # type: ignore[no-untyped-def]
        return queryset.exclude(status__in=TERMINAL) if value else queryset.filter(status__in=TERMINAL)
