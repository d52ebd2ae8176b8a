"""A request id for every request: in the response, the logs, the tasks and the runs it starts."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse

from igny8.core.api.middleware import End, Middleware

log = structlog.get_logger("igny8.request")
_ALLOWED = re.compile(r"[A-Za-z0-9._:-]{8,128}")
_request_id: ContextVar[str] = ContextVar("igny8_request_id", default="")


def current_request_id() -> str:
    """The id of the request being answered, or an empty string outside one."""
    return _request_id.get()


def set_request_id(request_id: str) -> None:
    """Work of a request that goes on elsewhere, in a task: take its id over, in logs too. An empty one ends it."""
    structlog.contextvars.clear_contextvars()
    _request_id.set(request_id)
    if request_id:
        structlog.contextvars.bind_contextvars(request_id=request_id)


class RequestIdMiddleware(Middleware):
    """Takes ``X-Request-ID`` when it is well formed (8 to 128 of ``A-Za-z0-9._:-``), makes one otherwise."""

    @contextmanager
    def around(self, request: HttpRequest) -> Iterator[End]:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _ALLOWED.fullmatch(given) else uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        token, started = _request_id.set(request_id), perf_counter()
        try:
            yield lambda response: self._end(request, response, started)
        finally:
            _request_id.reset(token)
            structlog.contextvars.clear_contextvars()

    def _end(self, request: HttpRequest, response: HttpResponse, started: float) -> HttpResponse:
        response["X-Request-ID"] = current_request_id()
        if request.path not in {"/healthz", "/readyz", "/metrics"}:
            log.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round((perf_counter() - started) * 1000, 1),
            )
        return response
