"""The one shape of every answer (docs/guides/api-clients.md)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from igny8.core.api.request_id import current_request_id


class PageData(dict):
    """count, next, previous, results (and count_is_exact): rendered flat in the envelope."""


class ErrorData(dict):
    """error, error_code, errors: rendered flat in the envelope."""


def timestamp() -> str:
    """Now, ISO 8601 in UTC."""
    return timezone.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")


def wrap(data: Any, *, message: str = "") -> dict[str, Any]:
    """The envelope around ``data``."""
    tail = {"request_id": current_request_id(), "timestamp": timestamp()}
    if isinstance(data, ErrorData):
        return {"success": False, **data, **tail}
    if isinstance(data, PageData):
        return {"success": True, **data, **tail}
    return {"success": True, "data": data, "message": message, **tail}


class EnvelopeEncoder(JSONEncoder):
    """Decimals are numbers, as the OpenAPI file says; whole ones without a fraction."""

    def default(self, obj: Any) -> Any:
        if isinstance(obj, Decimal):
            return int(obj) if obj == obj.to_integral_value() else float(obj)
        return super().default(obj)


class EnvelopeRenderer(JSONRenderer):
    """JSON in the envelope; 204 stays empty."""

    encoder_class = EnvelopeEncoder

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        response: Response | None = (renderer_context or {}).get("response")
        if response is not None and response.status_code == 204:
            return b""
        message = getattr(response, "message", "")
        return super().render(wrap(data, message=message), accepted_media_type, renderer_context)
