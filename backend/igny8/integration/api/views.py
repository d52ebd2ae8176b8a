"""Connections of sites to their platforms."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from igny8.core.api.serializers import Empty
from igny8.core.api.views import BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.roles import Role
from igny8.integration.api import serializers as s
from igny8.integration.api.filters import IntegrationFilter
from igny8.integration.api.serializers_sync import SyncIn, SyncRunOut
from igny8.integration.selectors import integration_list
from igny8.integration.services.connection import (
    connection_examine,
    connection_read,
    diagnosis_store,
    structure_ask,
    structure_keep,
)
from igny8.integration.services.integrations import integration_create, integration_delete, integration_update
from igny8.integration.services.sync_runs import sync_start


class IntegrationViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """A site's connections. Passwords and secrets go in and never come out."""

    selector = staticmethod(integration_list)
    output = s.IntegrationOut
    roles: ClassVar[Mapping[str, Role]] = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "create": Role.ADMIN,
        "partial_update": Role.ADMIN,
        "destroy": Role.ADMIN,
        "test_connection": Role.EDITOR,
        "update_structure": Role.EDITOR,
        "content_types": Role.VIEWER,
        "sync": Role.EDITOR,
    }
    filterset_class = IntegrationFilter
    search_fields = ("name", "base_url")
    ordering_fields = ("created_at", "name", "last_sync_at")

    @extend_schema(responses=s.IntegrationOut(many=True))
    def list(self, request: Any, **_: Any) -> Response:
        """Connections of the sites you may see."""
        return super().list(request)

    @extend_schema(responses=s.IntegrationOut)
    def retrieve(self, request: Any, pk: UUID, **_: Any) -> Response:
        """One of them."""
        return super().retrieve(request, pk)

    @extend_schema(request=s.IntegrationIn, responses={201: s.IntegrationOut})
    def create(self, request: Any) -> Response:
        """Connect a site by address and application password. The IGNY8 plugin connects by itself, with an API key."""
        return self.present(s.IntegrationOut, integration_create(**self.parse(s.IntegrationIn)), status=201)

    @extend_schema(request=s.IntegrationPatchIn, responses=s.IntegrationOut)
    def partial_update(self, request: Any, pk: UUID) -> Response:
        """Change it."""
        row = integration_update(integration_id=pk, changes=self.parse(s.IntegrationPatchIn))
        return self.present(s.IntegrationOut, row)

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, pk: UUID) -> Response:
        """Remove it, and the API key that was made for its plugin; contents stay."""
        integration_delete(integration_id=pk)
        return Response(status=204)

    @extend_schema(request=Empty, responses=s.DiagnosisOut)
    @action(detail=True, methods=["post"], url_path="test-connection")
    def test_connection(self, request: Any, pk: UUID) -> Response:
        """Ask the doctor: what works, what does not, and what to do about it."""
        self.parse(Empty)
        connection = connection_read(pk)
        with self.outside():
            found = connection_examine(connection)
        row = diagnosis_store(integration_id=pk, found=found)
        checks = [asdict(check) for check in found.checks]
        return self.present(s.DiagnosisOut, {"ok": found.ok, "checks": checks, "checked_at": row.checked_at})

    @extend_schema(request=Empty, responses=s.RemoteStructureOut)
    @action(detail=True, methods=["post"], url_path="update-structure")
    def update_structure(self, request: Any, pk: UUID) -> Response:
        """Pull post types, taxonomies and authors anew."""
        self.parse(Empty)
        connection = connection_read(pk)
        with self.outside():
            structure = structure_ask(connection)
        row = structure_keep(integration_id=pk, structure=structure)
        return self.present(s.RemoteStructureOut, s.structure_shown(row))

    @extend_schema(responses=s.RemoteStructureOut)
    @action(detail=True, methods=["get"], url_path="content-types")
    def content_types(self, request: Any, pk: UUID) -> Response:
        """Post types, taxonomies and authors as last pulled."""
        return self.present(s.RemoteStructureOut, s.structure_shown(self.found(pk)))

    @extend_schema(request=SyncIn, responses={202: SyncRunOut})
    @action(detail=True, methods=["post"])
    def sync(self, request: Any, pk: UUID) -> Response:
        """Synchronise now. One that is on its way is answered as it is."""
        return self.present(SyncRunOut, sync_start(integration_id=pk, **self.parse(SyncIn)), status=202)
