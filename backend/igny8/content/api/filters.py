"""Filters of the writer's lists."""

import django_filters

from igny8.core.api.filters import CsvFilter, SectorFilter, SiteFilter


class TaskFilter(SectorFilter):
    status = CsvFilter(field_name="status", lookup_expr="in")
    content_type = CsvFilter(field_name="content_type", lookup_expr="in")
    cluster_id = django_filters.UUIDFilter()
    idea_id = django_filters.UUIDFilter()
    author_profile_id = django_filters.UUIDFilter()
    assignee_id = django_filters.UUIDFilter()
    planned_from = django_filters.DateFilter(field_name="planned_date", lookup_expr="gte")
    planned_to = django_filters.DateFilter(field_name="planned_date", lookup_expr="lte")


class ContentFilter(SectorFilter):
    status = CsvFilter(field_name="status", lookup_expr="in")
    content_type = CsvFilter(field_name="content_type", lookup_expr="in")
    source = CsvFilter(field_name="source", lookup_expr="in")
    cluster_id = django_filters.UUIDFilter()
    task_id = django_filters.UUIDFilter()
    author_profile_id = django_filters.UUIDFilter()
    assignee_id = django_filters.UUIDFilter(field_name="task__assignee_id")
    updated_after = django_filters.IsoDateTimeFilter(field_name="updated_at", lookup_expr="gte")
    is_draft_quality = django_filters.BooleanFilter()
    is_published = django_filters.BooleanFilter(field_name="published_version", lookup_expr="isnull", exclude=True)


class ImageFilter(SiteFilter):
    content_id = django_filters.UUIDFilter()
    role = CsvFilter(field_name="role", lookup_expr="in")
    status = CsvFilter(field_name="status", lookup_expr="in")
    run_id = django_filters.UUIDFilter()


class TaxonomyFilter(SiteFilter):
    type = CsvFilter(field_name="type", lookup_expr="in")
