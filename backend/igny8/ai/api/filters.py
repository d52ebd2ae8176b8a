"""Filters of the run list."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from igny8.ai.constants import TERMINAL, RunStatus
from igny8.core.api.filters import SiteFilter


class StatusFilter(django_filters.BaseInFilter, django_filters.ChoiceFilter):
    """``status=failed,cancelled``: any of the states, and nothing that is none."""


class RunFilter(SiteFilter):
    """By site, function, status, object, batch, and whether it still goes on."""

    function = django_filters.CharFilter()
    status = StatusFilter(choices=RunStatus.choices)
    subject_id = django_filters.UUIDFilter()
    batch_id = django_filters.UUIDFilter()
    is_active = django_filters.TypedChoiceFilter(
        choices=[("true", "true"), ("false", "false")], coerce=lambda value: value == "true", method="by_activity"
    )

    def by_activity(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return queryset.exclude(status__in=TERMINAL) if value else queryset.filter(status__in=TERMINAL)
