"""Filter bases: every list narrows by site and sector."""

from typing import Any

import django_filters


class SiteFilter(django_filters.FilterSet):
    """``site_id`` and ``sector_id``."""

    site_id = django_filters.UUIDFilter(field_name="site_id")


class SectorFilter(SiteFilter):
    """Also ``sector_id``."""

    sector_id = django_filters.UUIDFilter(field_name="sector_id")


class CsvFilter(django_filters.BaseInFilter, django_filters.CharFilter):
    """``status=new,used``: any of the values."""

    def filter(self, qs: Any, value: Any) -> Any:
        return super().filter(qs, [v for v in value if v] if value else value)
