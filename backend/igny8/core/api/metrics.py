"""Counts and times every request for Prometheus, by route and never by address, so that the series stay few."""

from collections.abc import Callable
from time import perf_counter

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

REQUESTS = Counter("igny8_http_requests", "Requests answered.", ["method", "route", "status"])
# Bounds around what the API promises: most answers within 50 ms, none above a second (longer work is a run).
SECONDS = Histogram(
    "igny8_http_request_seconds",
    "Seconds until the answer began.",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0),
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"})


def observe(request: HttpRequest, *, status: int, seconds: float) -> None:
    """Record one answer. Unknown paths and methods share a series each: a scanner must not make new ones."""
    match = getattr(request, "resolver_match", None)
    route = f"/{match.route}" if match else "unmatched"
    method = request.method if request.method in _METHODS else "OTHER"
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(method, route).observe(seconds)


class MetricsMiddleware:
    """Put it first, so that the time of all others counts."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if iscoroutinefunction(self.get_response):
            return self._async(request)  # type: ignore[return-value]
        started = perf_counter()
        response = self.get_response(request)
        observe(request, status=response.status_code, seconds=perf_counter() - started)
        return response

    async def _async(self, request: HttpRequest) -> HttpResponse:
        started = perf_counter()
        response: HttpResponse = await self.get_response(request)  # type: ignore[misc]
        observe(request, status=response.status_code, seconds=perf_counter() - started)
        return response
