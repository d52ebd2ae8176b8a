"""Counts and times every request for Prometheus, by route and never by address, so that the series stay few."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

from igny8.core.api.middleware import End, Middleware

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


class MetricsMiddleware(Middleware):
    """Put it first, so that the time of all others counts."""

    @contextmanager
    def around(self, request: HttpRequest) -> Iterator[End]:
        started = perf_counter()

        def end(response: HttpResponse) -> HttpResponse:
            observe(request, status=response.status_code, seconds=perf_counter() - started)
            return response

        yield end
