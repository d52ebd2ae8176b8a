"""The pages of the API's documentation, without inline scripts and without anything from another host."""

from threading import Lock
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

_lock = Lock()
_made: dict[str, Any] = {}


def schema() -> dict[str, Any]:
    """The OpenAPI document, made once a process: making it takes seconds of a core, and anybody may ask for it."""
    with _lock:
        if not _made:
            _made.update(SchemaGenerator().get_schema(request=None, public=True))  # type: ignore[no-untyped-call]
    return _made


class SchemaView(SpectacularAPIView):
    """The document as YAML, or JSON where ``Accept`` prefers it."""

    def _get_schema_response(self, request: Request) -> Response:
        return Response(schema(), headers={"Content-Disposition": 'inline; filename="openapi.yaml"'})


class SwaggerView(SpectacularSwaggerSplitView):
    """Swagger UI; its start-up script is a file of its own, so that the page needs no inline script."""


class RedocView(SpectacularRedocView):
    """ReDoc on our own page: the stock one asks a font service for its letters."""

    template_name = "core/redoc.html"
