"""Filters of the lists."""

import django_filters

from igny8.core.api.filters import CsvFilter, SiteFilter
from igny8.integration.constants import ItemSpace, Platform


class IntegrationFilter(SiteFilter):
    """``platform``."""

    platform = django_filters.ChoiceFilter(choices=Platform.choices)


class OfIntegrationFilter(SiteFilter):
    """``integration_id``."""

    integration_id = django_filters.UUIDFilter()


class SyncRunFilter(OfIntegrationFilter):
    """Any of ``status``."""

    status = CsvFilter()


class SyncLogFilter(OfIntegrationFilter):
    """Any of ``level``, any of ``code``; of one run or one content."""

    level = CsvFilter()
    code = CsvFilter()
    run_id = django_filters.UUIDFilter()
    content_id = django_filters.UUIDFilter()


class SyncedItemFilter(OfIntegrationFilter):
    """Any of ``state`` and ``kind``, ``space``; of one content."""

    state = CsvFilter()
    kind = CsvFilter()
    space = django_filters.ChoiceFilter(choices=ItemSpace.choices)
    content_id = django_filters.UUIDFilter()


class ConflictFilter(OfIntegrationFilter):
    """Any of ``status``; of one content."""

    status = CsvFilter()
    content_id = django_filters.UUIDFilter()
