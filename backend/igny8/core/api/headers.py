"""Headers that tell a browser what an answer may do: nothing, except on the two pages of the API's documentation."""

from collections.abc import Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse

NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# Swagger UI and ReDoc style their elements from scripts; ReDoc searches in a worker it makes from a blob.
DOCS = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
    " connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class HeadersMiddleware:
    """Content-Security-Policy and Permissions-Policy everywhere; answers of the API are never kept by a cache."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if iscoroutinefunction(self.get_response):
            return self._async(request)  # type: ignore[return-value]
        return self._end(request, self.get_response(request))

    async def _async(self, request: HttpRequest) -> HttpResponse:
        return self._end(request, await self.get_response(request))  # type: ignore[misc]

    def _end(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_page = request.path.startswith("/api/schema/") and response.get("Content-Type", "").startswith("text/html")
        response.headers.setdefault("Content-Security-Policy", DOCS if is_page else NOTHING)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path.startswith("/api/v1/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
