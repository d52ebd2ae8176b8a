"""Idempotency keys: same key and same body give the same answer, the same key with another body is refused."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from igny8.core.errors import Conflict, InvalidInput
from igny8.core.ids import uuid7
from igny8.core.models import IdempotencyKey
from igny8.core.tenancy import every_tenant, tenant

LEASE_SECONDS = 150
KEEP_HOURS = 24


class IdempotencyKeyReused(Conflict):
    code = "IDEMPOTENCY_KEY_REUSED"
    default = "This Idempotency-Key was used with another request. Send a new key."


class RequestInFlight(Conflict):
    code = "REQUEST_IN_FLIGHT"
    default = "The first request with this Idempotency-Key is still being answered. Ask again shortly."


@dataclass(frozen=True, slots=True)
class Claim:
    """``status`` and ``body`` are the stored answer, or None when this request has to be carried out."""

    account_id: UUID
    key: str
    token: UUID
    status: int | None = None
    body: Any = None


def fingerprint(*parts: bytes) -> str:
    """SHA-256 over the parts, each with its length, so that no two requests collide by concatenation."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()


def claim(*, account_id: UUID, key: str, print_: str) -> Claim:
    """Claim the key in a transaction of its own, before the work begins.

    :raises IdempotencyKeyReused: same key, other request. :raises RequestInFlight: the first one is still running.
    :raises InvalidInput: for a key that is no printable ASCII of 1 to 255 characters.
    """
    if not (0 < len(key) <= 255 and key.isascii() and key.isprintable()):
        raise InvalidInput(errors={"Idempotency-Key": ["Use 1 to 255 printable ASCII characters."]})
    token = uuid4()
    with tenant(account_id), connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO igny8_idempotency_keys
                 (id, account_id, key, fingerprint, token, lease_until, created_at, updated_at)
               VALUES (%s, %s, %s, %s, %s, clock_timestamp() + make_interval(secs => %s), now(), now())
               ON CONFLICT (account_id, key) DO UPDATE SET token = excluded.token, lease_until = excluded.lease_until
               WHERE igny8_idempotency_keys.status IS NULL
                 AND igny8_idempotency_keys.lease_until < clock_timestamp()
                 AND igny8_idempotency_keys.fingerprint = excluded.fingerprint
               RETURNING 1""",
            [uuid7(), account_id, key, print_, token, float(LEASE_SECONDS)],
        )
        if cursor.fetchone():
            return Claim(account_id, key, token)
        row = IdempotencyKey.objects.filter(key=key).first()
    if row is None:
        raise RequestInFlight(retry_after=1)  # purged between the two statements
    if row.fingerprint != print_:
        raise IdempotencyKeyReused
    if row.status is None:
        raise RequestInFlight(retry_after=1)
    return Claim(account_id, key, token, row.status, row.body)


def finish(held: Claim, *, status: int, body: Any) -> None:
    """Store the answer, in the transaction of the work itself: both happen or neither.

    :raises RequestInFlight: when another request took over the lease meanwhile; the work is rolled back with it.
    """
    if not IdempotencyKey.objects.filter(key=held.key, token=held.token).update(status=status, body=body):
        raise RequestInFlight(retry_after=1)


def release(held: Claim) -> None:
    """Forget a claim whose request was refused, so that it can be sent again corrected."""
    with tenant(held.account_id):
        IdempotencyKey.objects.filter(key=held.key, token=held.token, status=None).delete()


def purge() -> int:
    """Delete keys older than a day. :returns: how many."""
    with every_tenant("purge idempotency keys"):
        old = timezone.now() - timedelta(hours=KEEP_HOURS)
        return IdempotencyKey.objects.filter(created_at__lt=old).delete()[0]
