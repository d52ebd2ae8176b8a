"""A POST with an ``Idempotency-Key`` is carried out once; its answer is kept and given again."""

import hashlib
import json
from typing import Any, cast

import structlog
from django.db import Error as DatabaseError
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.core import idempotency
from igny8.core.api.envelope import EnvelopeEncoder, PageData
from igny8.core.principal import Principal

log = structlog.get_logger(__name__)


def fingerprint(request: Request) -> str:
    """What makes two requests the same: who asks, method, path, query and body.

    :raises rest_framework.exceptions.APIException: for a multipart body that cannot be read.
    """
    actor = cast(Principal, request.user).actor
    head = (f"{actor.kind}:{actor.id}".encode(), (request.method or "").encode(), request.get_full_path().encode())
    if not (request.content_type or "").startswith("multipart/"):
        return idempotency.fingerprint(*head, request._request.body)  # read before DRF takes the stream
    fields = [f"{k}={v}".encode() for k, vs in sorted(request.POST.lists()) for v in vs]
    files = [f"{k}:{f.name}:{f.size}".encode() + _digest(f) for k, fs in sorted(request.FILES.lists()) for f in fs]
    return idempotency.fingerprint(*head, str(len(fields)).encode(), *fields, *files)


def _digest(file: Any) -> bytes:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.digest()


def stored(response: Response) -> Any:
    """The answer as plain JSON values, so that a replay is equal to the letter."""
    return {
        "page": isinstance(response.data, PageData),
        "message": getattr(response, "message", ""),
        "data": json.loads(json.dumps(response.data, cls=EnvelopeEncoder)),
    }


def replayed(claim: idempotency.Claim) -> Response:
    """The first answer again, marked as a replay."""
    body = claim.body
    data = PageData(body["data"]) if body["page"] else body["data"]
    response = Response(data, status=claim.status, headers={"Idempotent-Replay": "true"})
    response.message = body.get("message", "")  # type: ignore[attr-defined]
    return response


def let_go(claim: idempotency.Claim | None) -> None:
    """Give the key free after a refusal. With the database down the lease's end does it."""
    if claim is None or claim.status is not None:
        return
    try:
        idempotency.release(claim)
    except DatabaseError as exc:
        log.error("idempotency_release_failed", error=str(exc)[:200])
