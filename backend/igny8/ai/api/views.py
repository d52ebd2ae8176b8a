"""Runs: follow, cancel, try again."""

from typing import Any, cast
from uuid import UUID

from django.core.handlers.asgi import ASGIRequest
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.ai import selectors
from igny8.ai.api import serializers as s
from igny8.ai.api.filters import RunFilter
from igny8.ai.api.stream import snapshots, watch
from igny8.ai.services.catalog import functions_describe, model_describe
from igny8.ai.services.provider_tests import provider_try
from igny8.ai.services.runs import run_cancel, run_estimate, run_retry
from igny8.core.api.serializers import Empty
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.errors import InvalidInput
from igny8.core.principal import Principal
from igny8.core.roles import Role
from igny8.system.selectors import provider_settings_choice
from igny8.system.services.provider_settings import provider_settings_test_record


class RunViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """AI runs of the account, newest first."""

    selector = staticmethod(selectors.run_list)
    output = s.RunOut
    filterset_class = RunFilter
    ordering_fields = ("created_at", "finished_at", "started_at", "status", "function")
    search_fields = ("title",)
    action_params = {"stream": ("site_id",), "summary": ("site_id",)}
    spending = frozenset({"retry"})
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "cancel": Role.EDITOR,
        "retry": Role.EDITOR,
        "estimate": Role.VIEWER,
        "summary": Role.VIEWER,
        "events": Role.VIEWER,
        "stream": Role.VIEWER,
    }

    @extend_schema(responses=s.RunOut(many=True))
    def list(self, request: Request, **_: Any) -> Response:
        return super().list(request)

    @extend_schema(responses=s.RunOut)
    def retrieve(self, request: Request, pk: UUID, **_: Any) -> Response:
        return super().retrieve(request, pk)

    @extend_schema(request=Empty, responses=s.RunOut)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: UUID) -> Response:
        """Ask the run to stop; nothing is charged for a cancelled run."""
        self.parse(Empty)
        return self.present(s.RunOut, run_cancel(run_id=pk))

    @extend_schema(request=Empty, responses={202: s.RunOut})
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: UUID) -> Response:
        """Submit a failed or cancelled run's work again, as a new run."""
        self.parse(Empty)
        return self.present(s.RunOut, run_retry(run_id=pk), status=202)

    @extend_schema(request=s.RunEstimateIn, responses=s.RunEstimateOut)
    @action(detail=False, methods=["post"])
    def estimate(self, request: Request) -> Response:
        """The most a run would cost; nothing is written."""
        return self.present(s.RunEstimateOut, {"centi": run_estimate(**self.parse(s.RunEstimateIn))})

    @extend_schema(operation_id="ai_runs_summary", parameters=[s.RunsQuery], responses=s.RunsSummaryOut)
    @action(detail=False, methods=["get"])
    def summary(self, request: Request) -> Response:
        """Runs under way and those of the last 24 hours, in figures."""
        return self.present(s.RunsSummaryOut, selectors.runs_summary(**self.query(s.RunsQuery)))

    @extend_schema(responses={(200, "text/event-stream"): OpenApiTypes.STR})
    @action(detail=True, methods=["get"])
    def events(self, request: Request, pk: UUID) -> StreamingHttpResponse:
        """Server-sent events: one ``run`` event whenever the run changes, until it ends."""
        self.found(pk)
        return self._stream(request, run_id=pk)

    @extend_schema(responses={(200, "text/event-stream"): OpenApiTypes.STR})
    @action(detail=False, methods=["get"])
    def stream(self, request: Request) -> StreamingHttpResponse:
        """Server-sent events of all runs of the account, or of one site."""
        raw = request.query_params.get("site_id")
        try:
            site_id = UUID(raw) if raw else None
        except ValueError as exc:
            raise InvalidInput(errors={"site_id": ["Not an id."]}) from exc
        return self._stream(request, site_id=site_id)

    @staticmethod
    def _stream(request: Request, **which: Any) -> StreamingHttpResponse:
        live = isinstance(request._request, ASGIRequest)
        principal = cast(Principal, request.user)
        body = watch(principal, **which) if live else snapshots(principal, **which)
        response = StreamingHttpResponse(body, content_type="text/event-stream")
        response["Cache-Control"] = "no-cache"
        response["X-Accel-Buffering"] = "no"
        return response


class FunctionsView(BaseView):
    """The AI functions there are."""

    roles = {"get": Role.VIEWER}

    @extend_schema(operation_id="ai_functions", responses=s.FunctionOut(many=True))
    def get(self, request: Request) -> Response:
        """Every AI function with the schema of its input."""
        return self.present(s.FunctionOut, functions_describe())


class ModelView(BaseView):
    """The model in use."""

    roles = {"get": Role.VIEWER}

    @extend_schema(operation_id="ai_model", responses=s.ModelOut)
    def get(self, request: Request) -> Response:
        """Which provider and model serve this account now, and what they can do."""
        return self.present(s.ModelOut, model_describe())


class ProviderTestView(BaseView):
    """The test of a stored provider."""

    roles = {"post": Role.ADMIN}

    @extend_schema(operation_id="ai_provider_test", request=Empty, responses=s.ProviderTestOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Ask the provider for the smallest thing it can make. What it answers is kept with its settings."""
        self.parse(Empty)
        choice = provider_settings_choice(pk)
        with self.outside():
            tested = provider_try(choice)
        provider_settings_test_record(settings_id=pk, ok=tested.ok, message=tested.message)
        return self.present(s.ProviderTestOut, tested)
