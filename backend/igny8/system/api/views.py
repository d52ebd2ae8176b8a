"""/api/v1/system/: author profiles, providers, audit log, notifications, status."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.response import Response

from igny8.core.api.serializers import CountOut, Empty
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.roles import Role
from igny8.system import selectors
from igny8.system.api import filters
from igny8.system.api import serializers as s
from igny8.system.services import author_profiles, notifications, provider_settings
from igny8.system.services.status import system_status


@extend_schema_view(
    list=extend_schema(responses=s.AuthorProfileOut(many=True)), retrieve=extend_schema(responses=s.AuthorProfileOut)
)
class AuthorProfileViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(selectors.author_profile_list)
    output = s.AuthorProfileOut
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "create": Role.EDITOR,
        "partial_update": Role.EDITOR,
        "destroy": Role.EDITOR,
    }
    filterset_class = filters.SiteFilter
    search_fields = ("name", "byline")
    ordering_fields = ("created_at", "name")

    @extend_schema(request=s.AuthorProfileIn, responses={201: s.AuthorProfileOut})
    def create(self, request: Any) -> Response:
        row = author_profiles.author_profile_create(**self.parse(s.AuthorProfileIn))
        return self.present(s.AuthorProfileOut, row, status=201)

    @extend_schema(request=s.AuthorProfilePatch, responses=s.AuthorProfileOut)
    def partial_update(self, request: Any, pk: Any) -> Response:
        row = author_profiles.author_profile_update(profile_id=pk, **self.parse(s.AuthorProfilePatch))
        return self.present(s.AuthorProfileOut, row)

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, pk: Any) -> Response:
        author_profiles.author_profile_delete(profile_id=pk)
        return Response(status=204)


@extend_schema_view(
    list=extend_schema(responses=s.ProviderSettingsOut(many=True)),
    retrieve=extend_schema(responses=s.ProviderSettingsOut),
)
class ProviderSettingsViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """Keys go in and never come out."""

    selector = staticmethod(selectors.provider_settings_list)
    output = s.ProviderSettingsOut
    roles = dict.fromkeys(("list", "retrieve", "create", "partial_update", "destroy"), Role.ADMIN)
    filterset_class = filters.ProviderSettingsFilter
    ordering_fields = ("created_at", "kind", "function")

    @extend_schema(request=s.ProviderSettingsIn, responses={201: s.ProviderSettingsOut})
    def create(self, request: Any) -> Response:
        row = provider_settings.provider_settings_create(**self.parse(s.ProviderSettingsIn))
        return self.present(s.ProviderSettingsOut, row, status=201)

    @extend_schema(request=s.ProviderSettingsPatch, responses=s.ProviderSettingsOut)
    def partial_update(self, request: Any, pk: Any) -> Response:
        row = provider_settings.provider_settings_update(settings_id=pk, **self.parse(s.ProviderSettingsPatch))
        return self.present(s.ProviderSettingsOut, row)

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, pk: Any) -> Response:
        provider_settings.provider_settings_delete(settings_id=pk)
        return Response(status=204)


@extend_schema_view(
    list=extend_schema(responses=s.AuditEntryOut(many=True)), retrieve=extend_schema(responses=s.AuditEntryOut)
)
class AuditEntryViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """Who did what; nothing here can be changed."""

    selector = staticmethod(selectors.audit_entry_list)
    output = s.AuditEntryOut
    roles = dict.fromkeys(("list", "retrieve"), Role.ADMIN)
    filterset_class = filters.AuditEntryFilter
    search_fields = ("summary",)


@extend_schema_view(
    list=extend_schema(responses=s.NotificationOut(many=True)), retrieve=extend_schema(responses=s.NotificationOut)
)
class NotificationViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    output = s.NotificationOut
    roles = dict.fromkeys(("list", "retrieve", "read", "read_all"), Role.VIEWER)
    filterset_class = filters.NotificationFilter

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.notification_list(user_id=self.principal.user_id, role=self.principal.role)

    @extend_schema(request=Empty, responses=s.NotificationOut)
    @action(detail=True, methods=["post"])
    def read(self, request: Any, pk: Any) -> Response:
        self.parse(Empty)
        row = notifications.notification_read(
            notification_id=pk, user_id=self.principal.user_id, role=self.principal.role
        )
        return self.present(s.NotificationOut, row)

    @extend_schema(request=Empty, responses=CountOut)
    @action(detail=False, methods=["post"], url_path="read-all")
    def read_all(self, request: Any) -> Response:
        self.parse(Empty)
        count = notifications.notification_read_all(user_id=self.principal.user_id, role=self.principal.role)
        return self.present(CountOut, {"count": count})


class SystemStatusView(BaseView):
    roles = {"get": Role.VIEWER}

    @extend_schema(operation_id="system_status", responses=s.SystemStatusOut)
    def get(self, request: Any) -> Response:
        return self.present(s.SystemStatusOut, system_status())
