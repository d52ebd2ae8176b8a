"""The one shape of every answer (docs/guides/api-clients.md)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson
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


_default = EnvelopeEncoder().default
#: Moments are written by the encoder, with a Z; what it does not know is an error, not a guess.
_OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


class EnvelopeRenderer(JSONRenderer):
    """JSON in the envelope; 204 stays empty. What orjson refuses and who asks for indents gets the slow way."""

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
        body = wrap(data, message=message)
        if self.get_indent(accepted_media_type or "", dict(renderer_context or {})) is None:
            try:
                text = orjson.dumps(body, default=_default, option=_OPTIONS)
            except TypeError:  # keys that are no text, numbers beyond 64 bits, halves of characters
                pass
            else:  # line separators are written out, as Django REST framework does, for readers that take JSON for JavaScript
                return text.replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
        return super().render(body, accepted_media_type, renderer_context)
