"""Filters of the lists."""

import django_filters

from igny8.core.api.filters import CsvFilter, SiteFilter


class UserFilter(django_filters.FilterSet):
    role = CsvFilter(field_name="role")
    is_active = django_filters.BooleanFilter()


class SitesFilter(django_filters.FilterSet):
    status = CsvFilter(field_name="status")
    hosting_type = CsvFilter(field_name="hosting_type")


class SectorsFilter(SiteFilter):
    status = CsvFilter(field_name="status")


class SiteAccessFilter(SiteFilter):
    user_id = django_filters.UUIDFilter(field_name="user_id")


class IndustrySectorFilter(django_filters.FilterSet):
    industry_id = django_filters.UUIDFilter(field_name="industry_id")


class SeedKeywordFilter(django_filters.FilterSet):
    industry_sector_id = django_filters.UUIDFilter(field_name="industry_sector_id")
    industry_id = django_filters.UUIDFilter(field_name="industry_sector__industry_id")
    intent = CsvFilter(field_name="intent")
