"""Every error leaves as an envelope with a code: ours, the framework's and the database's."""

import math
from itertools import islice
from typing import Any

import structlog
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse, UnreadablePostError
from rest_framework import exceptions
from rest_framework.response import Response

from igny8.core import errors
from igny8.core.api.envelope import ErrorData, wrap
from igny8.core.tenancy import TenantMismatch

log = structlog.get_logger(__name__)

FRAMEWORK_CODES = {
    exceptions.ParseError: "MALFORMED_BODY",
    exceptions.NotAuthenticated: "NOT_AUTHENTICATED",
    exceptions.AuthenticationFailed: "NOT_AUTHENTICATED",
    exceptions.PermissionDenied: "NOT_ALLOWED",
    exceptions.NotFound: "NOT_FOUND",
    exceptions.MethodNotAllowed: "METHOD_NOT_ALLOWED",
    exceptions.NotAcceptable: "NOT_ACCEPTABLE",
    exceptions.UnsupportedMediaType: "UNSUPPORTED_MEDIA_TYPE",
    exceptions.Throttled: "THROTTLED",
}
MAX_FIELDS = 100  # faults named in one answer: a thousand wrong ids are one mistake
# https://www.postgresql.org/docs/current/errcodes-appendix.html: not_null_violation, check_violation
WRONG_VALUE = {"23502", "23514"}


def flatten(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    """Nested validation detail as messages by path: ``keywords.3.volume``."""
    if isinstance(detail, dict):
        out: dict[str, list[str]] = {}
        for key, value in detail.items():
            out.update(flatten(value, f"{prefix}.{key}" if prefix else str(key)))
        return out
    if isinstance(detail, list) and any(isinstance(x, dict | list) for x in detail):
        out = {}
        for index, value in enumerate(detail):
            if value:
                out.update(flatten(value, f"{prefix}.{index}" if prefix else str(index)))
        return out
    return {prefix or "non_field_errors": [str(x) for x in (detail if isinstance(detail, list) else [detail])]}


def error_data(sentence: str, code: str, fields: dict[str, list[str]] | None = None) -> ErrorData:
    """The error part of the envelope."""
    return ErrorData(error=sentence, error_code=code, errors=fields or {})


def translate(exc: Exception) -> errors.AppError | None:
    """Our error for an exception of Django or the database; None for one that is a bug of ours."""
    if isinstance(exc, Http404):
        return errors.NotFound()
    if isinstance(exc, PermissionDenied):
        return errors.NotAllowed()
    if isinstance(exc, RequestDataTooBig | TooManyFilesSent | TooManyFieldsSent):
        return errors.TooLarge()
    if isinstance(exc, SuspiciousOperation | UnreadablePostError):
        log.warning("malformed_request", error=str(exc)[:300])
        return errors.MalformedRequest()
    if isinstance(exc, DjangoValidationError):
        fields = exc.message_dict if hasattr(exc, "error_dict") else {}
        return errors.InvalidInput("" if fields else " ".join(exc.messages)[:300], errors=fields)
    if isinstance(exc, TenantMismatch):
        log.error("tenant_mismatch", exc_info=exc)  # a bug of ours, but for the caller the row does not exist
        return errors.NotFound()
    if isinstance(exc, OperationalError | InterfaceError):
        log.error("database_unavailable", error=str(exc)[:300])
        return errors.Unavailable(retry_after=2)
    if isinstance(exc, IntegrityError):
        log.warning("integrity_error", error=str(exc)[:300])
        if getattr(exc.__cause__, "sqlstate", "") in WRONG_VALUE:
            return errors.InvalidInput("A value is outside what is allowed.")
        return errors.Conflict("This clashes with something that exists already or was just removed. Reload and retry.")
    if isinstance(exc, DataError):
        log.warning("data_error", error=str(exc)[:300])
        return errors.InvalidInput("A value is outside what can be stored.")
    return None


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response:
    """DRF's hook. Anything unforeseen answers 500 with the request id and leaves a trace in the log."""
    known = exc if isinstance(exc, errors.AppError) else translate(exc)
    headers: dict[str, str] = {}
    if known is not None:
        if known.retry_after is not None:
            headers["Retry-After"] = _seconds(known.retry_after)
        if known.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return Response(error_data(known.sentence, known.code, known.errors), status=known.status, headers=headers)
    if isinstance(exc, exceptions.ValidationError):
        fields = dict(islice(flatten(exc.detail).items(), MAX_FIELDS))
        return Response(error_data(_sentence(fields), errors.InvalidInput.code, fields), status=exc.status_code)
    if isinstance(exc, exceptions.APIException):
        if wait := getattr(exc, "wait", None):
            headers["Retry-After"] = str(max(1, round(wait)))
        if exc.status_code == 401:
            headers["WWW-Authenticate"] = "Bearer"
        code = next((c for t, c in FRAMEWORK_CODES.items() if isinstance(exc, t)), "ERROR")
        return Response(error_data(str(exc.detail), code), status=exc.status_code, headers=headers)
    log.error("unhandled", exc_info=exc)
    return Response(error_data("Something went wrong on our side. Quote the request id.", "INTERNAL"), status=500)


def _seconds(wait: float) -> str:
    """Whole seconds, rounded up: who comes back then is let in."""
    return str(max(1, math.ceil(wait)))


def _sentence(fields: dict[str, list[str]]) -> str:
    """The first fault, for somebody who reads one line."""
    for name, messages in fields.items():
        if messages:
            return messages[0] if name == "non_field_errors" else f"{name}: {messages[0]}"
    return errors.InvalidInput.default


def plain_error(request: HttpRequest, *, status: int, code: str, sentence: str) -> JsonResponse:
    """The envelope for errors that arise before any view: unknown paths, bad hosts."""
    return JsonResponse(wrap(error_data(sentence, code)), status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    """Django's handler404."""
    return plain_error(request, status=404, code="NOT_FOUND", sentence="There is nothing at this address.")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    """Django's handler400."""
    return plain_error(request, status=400, code="MALFORMED_REQUEST", sentence="The request is malformed.")


def server_error(request: HttpRequest) -> JsonResponse:
    """Django's handler500."""
    return plain_error(request, status=500, code="INTERNAL", sentence="Something went wrong on our side.")
