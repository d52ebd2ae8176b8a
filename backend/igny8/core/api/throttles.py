"""Token buckets in Redis, one atomic script a check."""

from typing import Any

import structlog
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from igny8.core.errors import Throttled, Unavailable
from igny8.core.principal import Principal

log = structlog.get_logger(__name__)

# KEYS[1] bucket; ARGV: capacity, tokens a second, cost. Answers the seconds to wait, 0 when allowed. Redis' own clock rules.
_TAKE = """
local now = redis.call('TIME'); now = tonumber(now[1]) + tonumber(now[2]) / 1e6
local b = redis.call('HMGET', KEYS[1], 't', 'n')
local cap, rate, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local n = math.min(cap, (tonumber(b[2]) or cap) + (now - (tonumber(b[1]) or now)) * rate)
local wait = 0
if n >= cost then n = n - cost else wait = (cost - n) / rate end
redis.call('HSET', KEYS[1], 't', tostring(now), 'n', tostring(n))
redis.call('EXPIRE', KEYS[1], math.ceil(cap / rate) + 1)
return tostring(wait)
"""
_script: Any = None


def _take(key: str, capacity: float, rate: float, cost: float) -> float:
    global _script
    if _script is None:
        client = caches["default"]._cache.get_client(None, write=True)  # type: ignore[attr-defined]
        _script = client.register_script(_TAKE)
    return float(_script(keys=[f"igny8:bucket:{key}"], args=[capacity, rate, cost]))


def take(key: str, *, capacity: float, per_second: float, cost: float = 1, closed: bool = False) -> None:
    """Take ``cost`` tokens from the bucket ``key``.

    :param closed: refuse when Redis is down (sign-in); otherwise let the request pass.
    :raises Throttled: with the seconds to wait. :raises Unavailable: Redis is down and ``closed``.
    """
    try:
        wait = _take(key, capacity, per_second, cost)
    except RedisError as exc:
        log.error("throttle_down", error=str(exc)[:200])
        if closed:
            raise Unavailable(retry_after=5) from exc
        return
    if wait > 0:
        raise Throttled(f"Too many requests. Try again in {max(1, round(wait))} seconds.", retry_after=wait)


def client_address(request: HttpRequest) -> str:
    """The caller's address: the peer's, or the one our ``NUM_PROXIES`` trusted proxies report."""
    peer = request.META.get("REMOTE_ADDR", "") or "unknown"
    if settings.NUM_PROXIES:
        chain = [p.strip() for p in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if p.strip()]
        if len(chain) >= settings.NUM_PROXIES:
            return str(chain[-settings.NUM_PROXIES])
    return str(peer)


class PrincipalThrottle(BaseThrottle):
    """600 requests a minute for a person or key (bursts of 200), 60 for an address that is not signed in."""

    def allow_request(self, request: Request, view: Any) -> bool:
        scale = settings.THROTTLE_SCALE
        principal: Principal | None = request.user  # type: ignore[assignment]
        if principal:
            take(principal.throttle_key, capacity=200 * scale, per_second=10 * scale)
        else:
            take(f"ip:{client_address(request)}", capacity=60 * scale, per_second=1 * scale)
        return True
