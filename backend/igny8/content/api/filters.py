"""Filters of the writer's lists."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet

from igny8.core.api.filters import CsvFilter, PresentFilter, SectorFilter, SiteFilter


class TaskFilter(SectorFilter):
    status = CsvFilter(field_name="status", lookup_expr="in")
    content_type = CsvFilter(field_name="content_type", lookup_expr="in")
    cluster_id = django_filters.UUIDFilter()
    idea_id = django_filters.UUIDFilter()
    author_profile_id = django_filters.UUIDFilter()
    assignee_id = django_filters.UUIDFilter()
    planned_from = django_filters.DateFilter(field_name="planned_date", lookup_expr="gte")
    planned_to = django_filters.DateFilter(field_name="planned_date", lookup_expr="lte")
    planned = PresentFilter(field_name="planned_date")


class ContentFilter(SectorFilter):
    status = CsvFilter(field_name="status", lookup_expr="in")
    content_type = CsvFilter(field_name="content_type", lookup_expr="in")
    source = CsvFilter(field_name="source", lookup_expr="in")
    cluster_id = django_filters.UUIDFilter()
    task_id = django_filters.UUIDFilter()
    author_profile_id = django_filters.UUIDFilter()
    assignee_id = django_filters.UUIDFilter(field_name="task__assignee_id")
    updated_after = django_filters.IsoDateTimeFilter(field_name="updated_at", lookup_expr="gte")
    planned = PresentFilter(field_name="planned_date")
    is_draft_quality = django_filters.BooleanFilter()
    is_published = PresentFilter(field_name="published_version")


class ImageFilter(SiteFilter):
    content_id = django_filters.UUIDFilter()
    role = CsvFilter(field_name="role", lookup_expr="in")
    status = CsvFilter(field_name="status", lookup_expr="in")
    run_id = django_filters.UUIDFilter()
    alt_missing = django_filters.BooleanFilter(method="by_alt")

    def by_alt(self, rows: QuerySet[Any], _: str, is_missing: bool) -> QuerySet[Any]:
        """Images without an alternative text, or with one that only repeats the article's title; or all the others."""
        missing = Q(alt_text="") | Q(alt_text__iexact=F("content__title"))
        return rows.filter(missing) if is_missing else rows.exclude(missing)


class TaxonomyFilter(SiteFilter):
    type = CsvFilter(field_name="type", lookup_expr="in")
