"""A URL configuration of small views, so that the edge of the API is tested without any domain."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import connection
from django.http import Http404, StreamingHttpResponse, UnreadablePostError
from django.urls import path
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from igny8.accounts.models import Sector
from igny8.core import errors
from igny8.core.api.parsers import StrictJSONParser, StrictMultiPartParser
from igny8.core.api.serializers import Input, Output
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.ids import uuid7
from igny8.core.models import IdempotencyKey, OutboxEvent
from igny8.core.roles import Role
from igny8.core.tenancy import TenantMismatch, current_scope


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _raise(exc: Exception) -> None:
    raise exc


#: name -> (what happens, status, error_code)
FAULTS: dict[str, tuple[Any, int, str]] = {
    "invalid": (lambda: _raise(errors.InvalidInput(errors={"a": ["b"]})), 400, "INVALID_INPUT"),
    "not_found": (lambda: _raise(errors.NotFound()), 404, "NOT_FOUND"),
    "not_allowed": (lambda: _raise(errors.NotAllowed()), 403, "NOT_ALLOWED"),
    "not_authenticated": (lambda: _raise(errors.NotAuthenticated()), 401, "NOT_AUTHENTICATED"),
    "conflict": (lambda: _raise(errors.Conflict()), 409, "CONFLICT"),
    "too_large": (lambda: _raise(errors.TooLarge()), 413, "TOO_LARGE"),
    "throttled": (lambda: _raise(errors.Throttled(retry_after=1.2)), 429, "THROTTLED"),
    "unavailable": (lambda: _raise(errors.Unavailable(retry_after=3)), 503, "UNAVAILABLE"),
    "malformed": (lambda: _raise(errors.MalformedRequest()), 400, "MALFORMED_REQUEST"),
    "drf_validation": (lambda: _raise(exceptions.ValidationError({"a": ["no"]})), 400, "INVALID_INPUT"),
    "drf_validation_empty": (lambda: _raise(exceptions.ValidationError({})), 400, "INVALID_INPUT"),
    "drf_validation_empty_list": (lambda: _raise(exceptions.ValidationError([])), 400, "INVALID_INPUT"),
    "drf_validation_plain": (lambda: _raise(exceptions.ValidationError("no")), 400, "INVALID_INPUT"),
    "drf_parse": (lambda: _raise(exceptions.ParseError()), 400, "MALFORMED_BODY"),
    "drf_auth": (lambda: _raise(exceptions.AuthenticationFailed()), 401, "NOT_AUTHENTICATED"),
    "drf_denied": (lambda: _raise(exceptions.PermissionDenied()), 403, "NOT_ALLOWED"),
    "drf_missing": (lambda: _raise(exceptions.NotFound()), 404, "NOT_FOUND"),
    "drf_throttled": (lambda: _raise(exceptions.Throttled(wait=1.2)), 429, "THROTTLED"),
    "django_404": (lambda: _raise(Http404()), 404, "NOT_FOUND"),
    "django_denied": (lambda: _raise(PermissionDenied()), 403, "NOT_ALLOWED"),
    "django_validation": (lambda: _raise(DjangoValidationError({"a": ["no"]})), 400, "INVALID_INPUT"),
    "django_validation_plain": (lambda: _raise(DjangoValidationError("no")), 400, "INVALID_INPUT"),
    "suspicious": (lambda: _raise(SuspiciousOperation("x")), 400, "MALFORMED_REQUEST"),
    "hung_up": (lambda: _raise(UnreadablePostError("x")), 400, "MALFORMED_REQUEST"),
    "other_site": (lambda: _raise(TenantMismatch("x")), 404, "NOT_FOUND"),
    "not_a_uuid": (lambda: OutboxEvent.objects.filter(pk="zebra").first(), 400, "INVALID_INPUT"),
    "data": (lambda: _sql("SELECT 'x'::varchar(1)::text, repeat('9', 12)::int"), 400, "INVALID_INPUT"),
    "nul": (lambda: OutboxEvent.objects.filter(name="a\x00").first(), 400, "INVALID_INPUT"),
    "division": (lambda: _sql("SELECT 1 / 0"), 400, "INVALID_INPUT"),
    "not_null": (lambda: OutboxEvent(name=None).save(), 400, "INVALID_INPUT"),
    "lock": (lambda: _sql("SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)"), 503, "UNAVAILABLE"),
    "bug": (lambda: 1 / 0, 500, "INTERNAL"),
    "broken_sql": (lambda: _sql("SELECT secret_column"), 500, "INTERNAL"),
}


class Fault(BaseView):
    """Fails as its name says."""

    roles: ClassVar = {"get": Role.VIEWER}

    def get(self, request: Any, name: str) -> Response:
        FAULTS[name][0]()
        return Response({})


class Late(BaseView):
    """Breaks a deferred constraint: the fault arises when the scope commits, after the answer was made."""

    roles: ClassVar = {"post": Role.VIEWER}

    def post(self, request: Any) -> Response:
        Sector(site_id=uuid7(), name="Of no site").save()
        return Response({}, status=201)


class NestedIn(Input):
    size = serializers.IntegerField(required=False)


class ThingIn(Input):
    name = serializers.CharField(max_length=50)
    number = serializers.IntegerField(required=False)
    ratio = serializers.FloatField(required=False)
    any = serializers.JSONField(required=False)
    inner = NestedIn(required=False)
    seen = serializers.CharField(read_only=True)


class EventOut(Output):
    id = serializers.UUIDField()
    name = serializers.CharField()


class Echo(BaseView):
    """Says what it read and writes one row."""

    roles: ClassVar = {"post": Role.VIEWER, "get": Role.PUBLIC}
    query_params = ("word",)

    def post(self, request: Any) -> Response:
        data = self.parse(ThingIn)
        row = OutboxEvent(name="probe.Echo", payload={"name": data["name"]})
        row.save()
        response = Response({"id": row.id, **data}, status=201)
        response.message = "Made."  # type: ignore[attr-defined]
        return response

    def get(self, request: Any) -> Response:
        return Response(
            {"word": request.query_params.get("word"), "decimal": Decimal("1.50"), "whole": Decimal("2.00")}
        )


class IdsIn(Input):
    ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=1000)


class Ids(BaseView):
    roles: ClassVar = {"post": Role.VIEWER}

    def post(self, request: Any) -> Response:
        return Response(len(self.parse(IdsIn)["ids"]))


class Upload(BaseView):
    """Counts what came in parts."""

    roles: ClassVar = {"post": Role.VIEWER}
    parser_classes = (StrictMultiPartParser, StrictJSONParser)

    def post(self, request: Any) -> Response:
        row = OutboxEvent(name="probe.Upload")
        row.save()
        return Response({"id": row.id, "bytes": {name: len(f.read()) for name, f in request.FILES.items()}})


class Conflicted(BaseView):
    """Writes a row, then refuses."""

    roles: ClassVar = {"post": Role.VIEWER}

    def post(self, request: Any) -> Response:
        OutboxEvent(name="probe.Conflicted").save()
        raise errors.Conflict


class Streamed(BaseView):
    roles: ClassVar = {"post": Role.VIEWER}

    def post(self, request: Any) -> StreamingHttpResponse:
        OutboxEvent(name="probe.Streamed").save()
        return StreamingHttpResponse(iter([b"a", b"b"]), content_type="text/csv")


class Scoped(BaseView):
    """Who acts."""

    roles: ClassVar = {"get": Role.VIEWER}

    def get(self, request: Any) -> Response:
        scope = current_scope()
        assert scope is not None
        return Response({"account": scope.account_id, "sites": scope.site_ids is not None and len(scope.site_ids)})


class KeyOut(Output):
    id = serializers.UUIDField()
    key = serializers.CharField()
    status = serializers.IntegerField()


class Rows(ListMixin, RetrieveMixin, BaseViewSet):
    """A list of rows with a nullable column."""

    selector = staticmethod(lambda: IdempotencyKey.objects.all())
    output = KeyOut
    roles: ClassVar = {"list": Role.VIEWER, "retrieve": Role.VIEWER}
    search_fields = ("key",)
    ordering_fields = ("created_at", "status", "key")


urlpatterns = [
    path("api/v1/fault/<str:name>/", Fault.as_view()),
    path("api/v1/late/", Late.as_view()),
    path("api/v1/echo/", Echo.as_view()),
    path("api/v1/ids/", Ids.as_view()),
    path("api/v1/upload/", Upload.as_view()),
    path("api/v1/conflicted/", Conflicted.as_view()),
    path("api/v1/streamed/", Streamed.as_view()),
    path("api/v1/scoped/", Scoped.as_view()),
    path("api/v1/rows/", Rows.as_view({"get": "list"})),
    path("api/v1/rows/<uuid:pk>/", Rows.as_view({"get": "retrieve"})),
    path("api/v1/rows/named/<str:pk>/", Rows.as_view({"get": "retrieve"})),
]
handler400 = "igny8.core.api.handler.bad_request"
handler404 = "igny8.core.api.handler.not_found"
handler500 = "igny8.core.api.handler.server_error"
