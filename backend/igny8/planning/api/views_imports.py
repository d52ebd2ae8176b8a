"""Imports and the rows they did not take."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.core.api.views import BaseView, BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.errors import NotFound
from igny8.core.roles import Role
from igny8.planning.api import filters
from igny8.planning.api import serializers_keywords as s
from igny8.planning.api.downloads import CSV, csv_response
from igny8.planning.selectors import import_get, import_list, reject_list
from igny8.planning.selectors.exports import REJECT_COLUMNS, csv_export


class ImportViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(import_list)
    output = s.ImportOut
    filterset_class = filters.ImportFilter
    ordering_fields = ("created_at", "finished_at")
    roles: ClassVar[dict[str, Role]] = {"list": Role.VIEWER, "retrieve": Role.VIEWER}

    @extend_schema(responses=s.ImportOut(many=True), operation_id="keyword_imports", tags=["planner"])
    def list(self, request: Request, **_: Any) -> Response:
        """Imports, newest first."""
        return super().list(request)

    @extend_schema(responses=s.ImportOut, operation_id="keyword_import", tags=["planner"])
    def retrieve(self, request: Request, pk: UUID, **_: Any) -> Response:
        """One import and how far it is: rows = created + duplicates + rejected."""
        return super().retrieve(request, pk)


class RejectViewSet(ListMixin, BaseViewSet):
    output = s.RejectOut
    ordering_fields = ("line",)
    ordering = "line"
    roles: ClassVar[dict[str, Role]] = {"list": Role.VIEWER}

    def get_queryset(self) -> Any:
        return reject_list(import_id=_known(self.kwargs["import_id"]))

    @extend_schema(responses=s.RejectOut(many=True), operation_id="keyword_import_rejects", tags=["planner"])
    def list(self, request: Request, **_: Any) -> Response:
        """Rows of an import that were not taken, each with its line and the reason."""
        return super().list(request)


class RejectExportView(BaseView):
    roles: ClassVar[dict[str, Role]] = {"get": Role.VIEWER}

    @extend_schema(responses=CSV, operation_id="keyword_import_rejects_export", tags=["planner"])
    def get(self, request: Request, import_id: UUID) -> StreamingHttpResponse | Response:
        """The rejected rows as CSV."""
        return csv_response(
            csv_export(reject_list(import_id=_known(import_id)), REJECT_COLUMNS), filename="rejected-keywords.csv"
        )


def _known(import_id: UUID) -> UUID:
    """:raises NotFound: no such import in this scope."""
    if import_get(import_id) is None:
        raise NotFound
    return import_id
