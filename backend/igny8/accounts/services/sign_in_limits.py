"""How often somebody may try: buckets by account, address and both, and a lock after repeated failures.

All of it fails closed: with Redis down nobody can guess passwords, and nobody can sign in.
"""

import hashlib
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.core.cache import caches
from redis.exceptions import RedisError

from igny8.accounts.constants import LOCK_AFTER, LOCK_SECONDS
from igny8.core.api.throttles import take
from igny8.core.errors import Throttled, Unavailable

log = structlog.get_logger(__name__)

# An attempt counts as a failure until it succeeds, so that a burst of guesses at once cannot outrun the count.
# KEYS[1] counter; ARGV: limit, seconds. Answers 0 when the attempt may go on, else the seconds left of the lock.
_TRY = """
local n = tonumber(redis.call('GET', KEYS[1]) or '0')
if n >= tonumber(ARGV[1]) then return math.max(1, redis.call('TTL', KEYS[1])) end
redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 0
"""


class SignInLocked(Throttled):
    code = "SIGN_IN_LOCKED"
    default = "Too many failed attempts. Sign-in is locked for a while."


def _client() -> Any:
    return caches["default"]._cache.get_client(None, write=True)  # type: ignore[attr-defined]


def _key(subject: str) -> str:
    return f"igny8:lock:{_short(subject)}"


def _short(text: str) -> str:
    """Addresses of people do not belong in Redis in the clear."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _bucket(name: str, *, burst: float, per_minute: float) -> None:
    scale = settings.THROTTLE_SCALE
    take(f"auth:{name}", capacity=burst * scale, per_second=per_minute * scale / 60, closed=True)


def attempt_begin(subject: str) -> None:
    """Count one attempt on a person's password.

    :param subject: the address or the person's id, whatever the password belongs to.
    :raises SignInLocked: after ten failures, for fifteen minutes. :raises Unavailable: Redis is down.
    """
    try:
        wait = int(_client().eval(_TRY, 1, _key(subject), LOCK_AFTER, LOCK_SECONDS))
    except RedisError as exc:
        log.error("sign_in_lock_down", error=str(exc)[:200])
        raise Unavailable(retry_after=5) from exc
    if wait:
        raise SignInLocked(retry_after=wait)


def attempt_succeeded(subject: str) -> None:
    """Forget the failures of a person who got in."""
    try:
        _client().delete(_key(subject))
    except RedisError as exc:
        log.error("sign_in_lock_down", error=str(exc)[:200])


def sign_in_allow(*, email: str, address: str) -> None:
    """Let one sign-in attempt pass or refuse it.

    :raises Throttled: too many from this address, for this person, or at all. :raises Unavailable: Redis is down.
    """
    who, where = _short(email), _short(address)
    _bucket(f"pair:{who}:{where}", burst=12, per_minute=2)
    _bucket(f"mail:{who}", burst=30, per_minute=4)
    _bucket(f"ip:{where}", burst=60, per_minute=20)
    _bucket("all", burst=600, per_minute=1200)


def refresh_allow(*, address: str) -> None:
    """Let one token refresh pass or refuse it. :raises Throttled: too many from this address."""
    take(
        f"auth:refresh:{_short(address)}",
        capacity=120 * settings.THROTTLE_SCALE,
        per_second=2 * settings.THROTTLE_SCALE,
    )


def registration_allow(*, address: str) -> None:
    """Let one registration pass or refuse it. :raises Throttled: too many from this address."""
    _bucket(f"register:{_short(address)}", burst=20, per_minute=2)


def mail_allow(*, email: str, address: str) -> None:
    """Let one request for a mail pass or refuse it: known and unknown addresses count alike.

    :raises Throttled: the mailbox or the caller had enough.
    """
    mailbox_allow(email=email)
    _bucket(f"send-ip:{_short(address)}", burst=20, per_minute=2)


def mailbox_allow(*, email: str) -> None:
    """Let one more mail go to this address or refuse it: nobody is flooded through us. :raises Throttled: it had enough."""
    _bucket(f"send:{_short(email)}", burst=4, per_minute=0.1)


def invitation_allow(*, account_id: UUID, email: str) -> None:
    """Let one invitation mail go out or refuse it: an account is no way to mail strangers in bulk.

    :raises Throttled: the account or the mailbox had enough.
    """
    _bucket(f"invite:{account_id}", burst=50, per_minute=0.5)
    mailbox_allow(email=email)


def link_allow(*, address: str) -> None:
    """Let one try of a mailed link pass or refuse it. :raises Throttled: too many from this address."""
    _bucket(f"link:{_short(address)}", burst=30, per_minute=10)
