"""Filters of the lists."""

import django_filters

from igny8.core.api.filters import CsvFilter, IdsFilter, SiteFilter


class PublicationFilter(SiteFilter):
    """``content_id`` or up to 200 ``content_ids``, ``destination`` and any of ``status``."""

    content_id = django_filters.UUIDFilter()
    content_ids = IdsFilter(
        param="content_ids", field_name="content_id", help_text="Up to 200 ids, with commas between."
    )
    destination = django_filters.CharFilter()
    status = CsvFilter()


class DeploymentFilter(SiteFilter):
    """Any of ``status``."""

    status = CsvFilter()


class IndexNowSubmissionFilter(SiteFilter):
    """Any of ``state``; ``content_id`` and ``destination``."""

    state = CsvFilter()
    content_id = django_filters.UUIDFilter()
    destination = django_filters.CharFilter()
