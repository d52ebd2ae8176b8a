"""Filters of the lists."""

import django_filters

from igny8.core.api.filters import CsvFilter, SectorFilter


class KeywordFilter(SectorFilter):
    cluster_id = django_filters.UUIDFilter(field_name="cluster_id")
    import_id = django_filters.UUIDFilter(field_name="keyword_import_id")
    status = CsvFilter(field_name="status")
    intent = CsvFilter(field_name="intent")
    source = CsvFilter(field_name="source")
    source_tool = CsvFilter(field_name="source_tool")
    is_clustered = django_filters.BooleanFilter(field_name="cluster_id", lookup_expr="isnull", exclude=True)
    volume_min = django_filters.NumberFilter(field_name="search_volume", lookup_expr="gte")
    volume_max = django_filters.NumberFilter(field_name="search_volume", lookup_expr="lte")
    difficulty_min = django_filters.NumberFilter(field_name="difficulty", lookup_expr="gte")
    difficulty_max = django_filters.NumberFilter(field_name="difficulty", lookup_expr="lte")
    cpc_min = django_filters.NumberFilter(field_name="cpc", lookup_expr="gte")
    cpc_max = django_filters.NumberFilter(field_name="cpc", lookup_expr="lte")


class OpportunityFilter(SectorFilter):
    intent = CsvFilter(field_name="intent")
    is_clustered = django_filters.BooleanFilter(field_name="cluster_id", lookup_expr="isnull", exclude=True)
    volume_min = django_filters.NumberFilter(field_name="search_volume", lookup_expr="gte")
    difficulty_max = django_filters.NumberFilter(field_name="difficulty", lookup_expr="lte")


class ImportFilter(SectorFilter):
    status = CsvFilter(field_name="status")
    tool = CsvFilter(field_name="tool")


class ClusterFilter(SectorFilter):
    status = CsvFilter(field_name="status")
    intent = CsvFilter(field_name="intent")
    role = CsvFilter(field_name="role")
    pillar_id = django_filters.UUIDFilter(field_name="pillar_id")
    is_locked = django_filters.BooleanFilter()
    volume_min = django_filters.NumberFilter(field_name="total_volume", lookup_expr="gte")
    volume_max = django_filters.NumberFilter(field_name="total_volume", lookup_expr="lte")
    keywords_min = django_filters.NumberFilter(field_name="keyword_count", lookup_expr="gte")


class IdeaFilter(SectorFilter):
    cluster_id = django_filters.UUIDFilter(field_name="cluster_id")
    run_id = django_filters.UUIDFilter(field_name="run_id")
    status = CsvFilter(field_name="status")
    intent = CsvFilter(field_name="intent")
    role = CsvFilter(field_name="role")
    content_type = CsvFilter(field_name="content_type")


class SeedKeywordFilter(django_filters.FilterSet):
    industry_sector_id = django_filters.UUIDFilter(field_name="industry_sector_id")
    industry_id = django_filters.UUIDFilter(field_name="industry_sector__industry_id")
    intent = CsvFilter(field_name="intent")
