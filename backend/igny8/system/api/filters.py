"""Filters of the system domain's lists."""

from typing import Any

import django_filters

from igny8.core.api.filters import SiteFilter
from igny8.system.constants import ProviderKind


class TruthFilter(django_filters.TypedChoiceFilter):
    """``true`` or ``false``; the library's own filter takes anything else for "not asked"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("true", "true"), ("false", "false")], coerce=lambda v: v == "true", **kwargs)


class PromptVersionFilter(SiteFilter):
    """``function``, ``site_id`` and ``scope``: account shows only the account's own versions."""

    function = django_filters.CharFilter()
    scope = django_filters.ChoiceFilter(choices=[("account", "account"), ("site", "site")], method="by_scope")

    def by_scope(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(site_id__isnull=value == "account")


class ProviderSettingsFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=ProviderKind.choices)
    function = django_filters.CharFilter()
    is_active = TruthFilter(field_name="is_active")


class AuditEntryFilter(django_filters.FilterSet):
    """Who, what, on which object, when. ``action`` may end in a dot to match all of an object's actions: ``prompt.``"""

    actor_kind = django_filters.ChoiceFilter(
        choices=[(kind, kind) for kind in ("user", "api_key", "rule", "system")], field_name="actor_kind"
    )
    actor_id = django_filters.UUIDFilter()
    action = django_filters.CharFilter(method="by_action")
    object_type = django_filters.CharFilter()
    object_id = django_filters.CharFilter()
    created_after = django_filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="gte")
    created_before = django_filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="lt")

    def by_action(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(**{"action__startswith" if value.endswith(".") else "action": value})


class ActivityFilter(SiteFilter):
    """``kind`` may end in a dot to match all of an object's kinds: ``content.``"""

    kind = django_filters.CharFilter(method="by_kind")

    def by_kind(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(**{"kind__startswith" if value.endswith(".") else "kind": value})


class NotificationFilter(SiteFilter):
    kind = django_filters.CharFilter()
    is_read = TruthFilter(field_name="read_at", lookup_expr="isnull", exclude=True)
