"""Headers that tell a browser what an answer may do: nothing, except on the two pages of the API's documentation."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.http import HttpRequest, HttpResponse

from igny8.core.api.middleware import End, Middleware

NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# Swagger UI and ReDoc style their elements from scripts; ReDoc searches in a worker it makes from a blob.
DOCS = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
    " connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class HeadersMiddleware(Middleware):
    """Content-Security-Policy and Permissions-Policy everywhere; answers of the API are never kept by a cache."""

    @contextmanager
    def around(self, request: HttpRequest) -> Iterator[End]:
        yield partial(self._end, request)

    def _end(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_page = request.path.startswith("/api/schema/") and response.get("Content-Type", "").startswith("text/html")
        response.headers.setdefault("Content-Security-Policy", DOCS if is_page else NOTHING)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path.startswith("/api/v1/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
