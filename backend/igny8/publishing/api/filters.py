"""Filters of the lists."""

import django_filters

from igny8.core.api.filters import CsvFilter, SiteFilter


class PublicationFilter(SiteFilter):
    """``content_id``, ``destination`` and any of ``status``."""

    content_id = django_filters.UUIDFilter()
    destination = django_filters.CharFilter()
    status = CsvFilter()


class DeploymentFilter(SiteFilter):
    """Any of ``status``."""

    status = CsvFilter()
